//! Rows of the activity log's chain, as its sealer and retention write them.

use tokio_postgres::Client;

use crate::harness::app::User;

pub async fn fill_chain(admin: &Client, user: &User) {
    for sql in [
        "insert into platform.audit_seals (organization_id, sequence, audit_log_id, logged_at, hash) \
         values ($1, 1, uuidv7(), now(), sha256('s'))",
        "insert into platform.audit_heads (organization_id, sequence, hash, xid, audit_log_id, sealed_at) \
         values ($1, 1, sha256('s'), '3', uuidv7(), now())",
        "insert into platform.audit_checkpoints (organization_id, sequence, hash, logged_through, key_id, signature) \
         values ($1, 1, sha256('s'), now(), 'k', sha512('s'))",
        "insert into platform.audit_salts (id, organization_id, subject_id, salt, created_at) \
         values (uuidv7(), $1, $1, sha256('s'), now())",
    ] {
        admin.execute(sql, &[&user.organization]).await.unwrap();
    }
}
