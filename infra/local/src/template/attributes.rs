//! What `Ref` and `Fn::GetAtt` give for each type of resource, when it lives in the stand-in.

use sha2::{Digest as _, Sha256};

use super::resolver::Place;

/// `AWS::Region` and its like.
pub fn pseudo_parameter(place: &Place, stack: &str, name: &str) -> Option<String> {
    Some(match name {
        "AWS::Region" => place.region.clone(),
        "AWS::AccountId" => place.account.clone(),
        "AWS::Partition" => "aws".to_owned(),
        "AWS::URLSuffix" => "amazonaws.com".to_owned(),
        "AWS::StackName" => stack.to_owned(),
        "AWS::StackId" => {
            format!("arn:aws:cloudformation:{}:{}:stack/{stack}/local", place.region, place.account)
        }
        _ => return None,
    })
}

/// The property that names a resource of this type, if it can be named.
pub fn name_property(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "AWS::S3::Bucket" => "BucketName",
        "AWS::SQS::Queue" => "QueueName",
        "AWS::DynamoDB::Table" => "TableName",
        "AWS::KMS::Alias" => "AliasName",
        "AWS::Serverless::Function" | "AWS::Lambda::Function" => "FunctionName",
        "AWS::IAM::Role" => "RoleName",
        "AWS::Scheduler::Schedule" => "Name",
        "AWS::SES::EmailIdentity" => "EmailIdentity",
        "AWS::SES::ConfigurationSet" => "Name",
        "AWS::Logs::LogGroup" => "LogGroupName",
        "AWS::SNS::Topic" => "TopicName",
        _ => return None,
    })
}

/// What `Ref` gives. `name` is the explicit name, or one derived from the logical id, so that it is the same
/// at every start.
pub fn reference(place: &Place, kind: &str, name: &str) -> String {
    match kind {
        "AWS::S3::Bucket" => name.to_lowercase(),
        "AWS::SQS::Queue" => format!("{}/{}/{name}", place.stand_in_url, place.account),
        "AWS::KMS::Key" => key_id(name),
        "AWS::SNS::Topic" => arn(place, "sns", name),
        _ => name.to_owned(),
    }
}

/// What `Fn::GetAtt` gives. `id` is what `Ref` gives.
pub fn attribute(place: &Place, kind: &str, id: &str, attribute: &str) -> String {
    let name = id.rsplit('/').next().unwrap_or(id);
    match (kind, attribute) {
        ("AWS::S3::Bucket", "Arn") => format!("arn:aws:s3:::{id}"),
        ("AWS::SQS::Queue", "Arn") => arn(place, "sqs", name),
        ("AWS::SQS::Queue", "QueueName") => name.to_owned(),
        ("AWS::SQS::Queue", "QueueUrl") => id.to_owned(),
        ("AWS::DynamoDB::Table", "Arn") => arn(place, "dynamodb", &format!("table/{id}")),
        ("AWS::KMS::Key", "Arn") => arn(place, "kms", &format!("key/{id}")),
        ("AWS::Serverless::Function" | "AWS::Lambda::Function", "Arn") => {
            arn(place, "lambda", &format!("function:{id}"))
        }
        ("AWS::IAM::Role", "Arn") => format!("arn:aws:iam::{}:role/{id}", place.account),
        ("AWS::RDS::DBInstance", "Endpoint.Address") | ("AWS::RDS::DBProxy", "Endpoint") => {
            place.database_host.clone()
        }
        ("AWS::RDS::DBInstance", "Endpoint.Port") => place.database_port.to_string(),
        ("AWS::Serverless::HttpApi" | "AWS::ApiGatewayV2::Api", "ApiEndpoint") => place.public_url.clone(),
        (_, "Arn") => arn(place, "local", id),
        _ => format!("{id}.{attribute}"),
    }
}

fn arn(place: &Place, service: &str, rest: &str) -> String {
    format!("arn:aws:{service}:{}:{}:{rest}", place.region, place.account)
}

/// Keys keep their id over restarts: what they sealed names it.
fn key_id(name: &str) -> String {
    let digest = Sha256::digest(name.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}
