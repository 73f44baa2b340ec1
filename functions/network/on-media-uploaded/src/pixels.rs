//! How large an image is, read from its header. Not a pixel is decoded: what a header claims costs nothing here.
//!
//! Sources: PNG (ISO/IEC 15948) 11.2.2; GIF89a 18; JPEG (ITU-T T.81) B.2.2; WebP container (RFC 9649) 2.5 to 2.7;
//! AVIF through ISO/IEC 14496-12 and 23008-12 6.5.3.

/// Width and height in pixels, where the header of a `content_type` says so.
pub fn dimensions(content_type: &str, head: &[u8]) -> Option<(u32, u32)> {
    match content_type {
        "image/png" => png(head),
        "image/gif" => Some((u16_le(head, 6)?, u16_le(head, 8)?)),
        "image/jpeg" => jpeg(head),
        "image/webp" => webp(head),
        "image/avif" => avif(head),
        _ => None,
    }
}

fn bytes<const N: usize>(data: &[u8], at: usize) -> Option<[u8; N]> {
    data.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn u32_be(data: &[u8], at: usize) -> Option<u32> {
    bytes(data, at).map(u32::from_be_bytes)
}

fn u16_be(data: &[u8], at: usize) -> Option<u32> {
    bytes(data, at).map(|bytes| u16::from_be_bytes(bytes).into())
}

fn u16_le(data: &[u8], at: usize) -> Option<u32> {
    bytes(data, at).map(|bytes| u16::from_le_bytes(bytes).into())
}

fn u24_le(data: &[u8], at: usize) -> Option<u32> {
    bytes(data, at).map(|[a, b, c]| u32::from_le_bytes([a, b, c, 0]))
}

fn png(head: &[u8]) -> Option<(u32, u32)> {
    // The first chunk must be the header.
    (head.get(8..16)? == b"\0\0\0\x0dIHDR").then_some(())?;
    Some((u32_be(head, 16)?, u32_be(head, 20)?))
}

fn jpeg(head: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *head.get(at)? != 0xff {
            return None;
        }
        let marker = *head.get(at + 1)?;
        match marker {
            // Fill bytes before a marker.
            0xff => at += 1,
            // Markers that stand alone.
            0x01 | 0xd0..=0xd8 => at += 2,
            // A frame: length, precision, height, width.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((u16_be(head, at + 7)?, u16_be(head, at + 5)?));
            }
            // A scan, or the end, before any frame.
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::try_from(u16_be(head, at + 2)?).ok()?,
        }
    }
}

fn webp(head: &[u8]) -> Option<(u32, u32)> {
    match head.get(12..16)? {
        b"VP8X" => Some((u24_le(head, 24)? + 1, u24_le(head, 27)? + 1)),
        b"VP8L" if *head.get(20)? == 0x2f => {
            let bits = bytes(head, 21).map(u32::from_le_bytes)?;
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        b"VP8 " if head.get(23..26)? == b"\x9d\x01\x2a" => {
            Some((u16_le(head, 26)? & 0x3fff, u16_le(head, 28)? & 0x3fff))
        }
        _ => None,
    }
}

fn avif(head: &[u8]) -> Option<(u32, u32)> {
    // A full box begins with its version and flags.
    let meta = boxes(head).find(|(kind, _)| *kind == b"meta")?.1.get(4..)?;
    let properties = boxes(meta).find(|(kind, _)| *kind == b"iprp")?.1;
    let container = boxes(properties).find(|(kind, _)| *kind == b"ipco")?.1;
    // Thumbnails and tiles have extents of their own: the largest is the image's.
    boxes(container)
        .filter(|(kind, _)| *kind == b"ispe")
        .filter_map(|(_, body)| Some((u32_be(body, 4)?, u32_be(body, 8)?)))
        .max_by_key(|(width, height)| u64::from(*width) * u64::from(*height))
}

/// The boxes of an ISO base media file, one behind the other.
pub fn boxes(mut data: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let kind = data.get(4..8)?;
        let (header, size) = match u32_be(data, 0)? {
            0 => (8, data.len()),
            1 => (16, usize::try_from(bytes(data, 8).map(u64::from_be_bytes)?).ok()?),
            size => (8, usize::try_from(size).ok()?),
        };
        if size < header {
            return None;
        }
        // The last one may reach beyond what is known.
        let end = size.min(data.len());
        let body = data.get(header..end)?;
        data = &data[end..];
        Some((kind, body))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_says_how_large_it_is() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\0\0\0\0\x80\x08\x06\0\0\0";
        assert_eq!(dimensions("image/png", png), Some((256, 128)));
        assert_eq!(dimensions("image/gif", b"GIF89a\x40\x01\xc8\0"), Some((320, 200)));
        // An APP0 segment, a fill byte, then a progressive frame.
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\x01\0\x02\0\x03";
        assert_eq!(dimensions("image/jpeg", jpeg), Some((512, 256)));
        let extended = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\x01\0\xff\0\0";
        assert_eq!(dimensions("image/webp", extended), Some((512, 256)));
        let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\xff\xc1\x3f\0";
        assert_eq!(dimensions("image/webp", lossless), Some((512, 256)));
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\0\x02\0\x01";
        assert_eq!(dimensions("image/webp", lossy), Some((512, 256)));
    }

    fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let size = u32::try_from(body.len() + 8).unwrap();
        [size.to_be_bytes().as_slice(), kind, body].concat()
    }

    #[test]
    fn of_an_avif_s_extents_the_largest_counts() {
        let extent = |width: u32, height: u32| {
            boxed(b"ispe", &[[0; 4], width.to_be_bytes(), height.to_be_bytes()].concat())
        };
        let container = boxed(b"ipco", &[extent(16, 16), boxed(b"pixi", b"x"), extent(512, 256)].concat());
        let meta = [&[0; 4], boxed(b"hdlr", b"x").as_slice(), &boxed(b"iprp", &container)].concat();
        let file = [boxed(b"ftyp", b"avif\0\0\0\0"), boxed(b"meta", &meta)].concat();
        assert_eq!(dimensions("image/avif", &file), Some((512, 256)));
    }

    #[test]
    fn boxes_that_lie_about_their_size_end_the_walk() {
        for lie in [b"\0\0\0\x07meta".as_slice(), b"\0\0\0\x01meta\0\0\0\0\0\0\0\x0f", b"\0\0\0\x01meta"] {
            assert_eq!(boxes(lie).count(), 0);
        }
        assert_eq!(boxes(b"\xff\xff\xff\xffmetaabc").count(), 1);
    }
}
