//! What the AWS template declares, as the local stack needs it: everything it starts or creates is read here.

mod attributes;
mod declared;
mod read;
mod resolver;
mod yaml;

pub use declared::{
    Bucket, Declared, EventSource, Function, Queue, Route, RouteKey, Schedule, SigningKey, Table,
};
pub use resolver::{Place, Template};
