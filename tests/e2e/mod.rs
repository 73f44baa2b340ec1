//! The running stack, as a newcomer meets it: `plugzero-local up` with the real binaries, over real HTTP.

mod contract;
mod populate;
mod stack;
mod walkthrough;
