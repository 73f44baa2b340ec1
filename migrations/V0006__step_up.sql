-- When a session last proved a factor (password or one-time code): what needs a fresh one asks for this.
alter table accounts.sessions add column factor_at timestamptz;
