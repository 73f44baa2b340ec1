//! The resolver over a small root with a nested stack, and over the project's own template.

use std::path::PathBuf;

use super::super::declared::{Declared, RouteKey};
use super::*;

const ROOT: &str = r#"
Parameters:
  Stage: {Type: String}
  Origins: {Type: CommaDelimitedList, Default: "http://a, http://b"}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  NotProd: !Not [!Condition IsProd]
Resources:
  Jobs:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: jobs.yaml
      Parameters: {Stage: !Ref Stage, Bucket: !Ref Files}
  Files:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub ${Stage}-Files-${AWS::AccountId}
      Tags: !If [IsProd, [{Key: a, Value: b}], !Ref AWS::NoValue]
      CorsConfiguration: {CorsRules: [{AllowedOrigins: !Ref Origins, AllowedMethods: [GET]}]}
      NotificationConfiguration:
        QueueConfigurations: [{Event: "s3:ObjectCreated:*", Queue: !GetAtt Jobs.Outputs.QueueArn}]
  Only:
    Type: AWS::S3::Bucket
    Condition: IsProd
  Other:
    Type: AWS::S3::Bucket
    Condition: NotProd
    Properties: {BucketName: !Join ["-", [!Select [1, !Split [".", x.other]], 7]]}
  Strange:
    Type: AWS::EC2::Subnet
    Properties: {Block: !Cidr [a, 3, 64]}
"#;

const JOBS: &str = r#"
Globals:
  Function: {Timeout: 20, Environment: {Variables: {STAGE: !Ref Stage}}}
Parameters:
  Stage: {Type: String}
  Bucket: {Type: String}
Resources:
  Dead: {Type: AWS::SQS::Queue, Properties: {QueueName: dead}}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub ["${a}-jobs-${!literal}", {a: !Ref Stage}]
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
  Work:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub ${Stage}-work
      CodeUri: ../../target/lambda/work/bootstrap.zip
      Environment: {Variables: {BUCKET: !Ref Bucket, QUEUE_URL: !Ref Queue}}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref Work, BatchSize: 1}
Outputs:
  QueueArn: {Value: !GetAtt Queue.Arn}
"#;

fn place() -> Place {
    Place {
        region: "eu-central-1".to_owned(),
        account: "123456789012".to_owned(),
        stand_in_url: "http://127.0.0.1:9500".to_owned(),
        public_url: "http://127.0.0.1:9000".to_owned(),
        database_host: "127.0.0.1".to_owned(),
        database_port: 9432,
    }
}

fn small(stage: &str) -> Declared {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("template.yaml"), ROOT).unwrap();
    std::fs::write(folder.path().join("jobs.yaml"), JOBS).unwrap();
    let overrides = BTreeMap::from([("Stage".to_owned(), json!(stage))]);
    Declared::read(&Template::load(&folder.path().join("template.yaml"), overrides, place()).unwrap())
        .unwrap()
}

#[test]
fn values_cross_stacks_in_both_directions() {
    let declared = small("local");
    let work = &declared.functions[0];
    assert_eq!((work.name.as_str(), work.function_name.as_str()), ("work", "local-work"));
    assert_eq!(work.timeout.as_secs(), 20);
    assert_eq!(work.environment["STAGE"], "local");
    assert_eq!(work.environment["BUCKET"], "local-files-123456789012");
    assert_eq!(work.environment["QUEUE_URL"], "http://127.0.0.1:9500/123456789012/local-jobs-${literal}");
    let files = declared.buckets.iter().find(|bucket| bucket.name.contains("files")).unwrap();
    assert_eq!(
        files.notifications[0].queue_arn,
        "arn:aws:sqs:eu-central-1:123456789012:local-jobs-${literal}"
    );
    assert_eq!(files.cors[0].allowed_origins, ["http://a", "http://b"]);
    assert_eq!(declared.event_sources[0].function, "work");
}

#[test]
fn conditions_decide_what_exists() {
    let names = |stage: &str| small(stage).buckets.into_iter().map(|bucket| bucket.name).collect::<Vec<_>>();
    assert_eq!(names("local"), ["local-files-123456789012", "other-7"]);
    assert_eq!(names("prod"), ["prod-files-123456789012", "plugzero-only"]);
}

#[test]
fn a_queue_keeps_its_redrive_policy() {
    let declared = small("local");
    let queue = declared.queues.iter().find(|queue| queue.dead_letters.is_some()).unwrap();
    let policy: Value = serde_json::from_str(&queue.attributes["RedrivePolicy"]).unwrap();
    assert_eq!(policy["maxReceiveCount"], 3);
    assert_eq!(policy["deadLetterTargetArn"], "arn:aws:sqs:eu-central-1:123456789012:dead");
}

#[test]
fn the_projects_own_template_is_understood() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../template.yaml");
    let overrides = BTreeMap::from([
        ("Stage".to_owned(), json!("local")),
        ("PublicUrl".to_owned(), json!("http://127.0.0.1:9000")),
    ]);
    let declared = Declared::read(&Template::load(&path, overrides, place()).unwrap()).unwrap();
    let is_default = |route: &&super::super::declared::Route| route.key == RouteKey::Default;
    assert_eq!(declared.routes.iter().filter(is_default).count(), 1);
    for function in &declared.functions {
        let unresolved =
            function.environment.values().find(|value| value.contains("${") || value.contains("Fn::"));
        assert_eq!(unresolved, None, "{}", function.name);
    }
    for source in &declared.event_sources {
        let queue = declared.queue(&source.queue_arn).expect("the mapping's queue is in the template");
        assert!(declared.queue(queue.dead_letters.as_deref().unwrap()).is_some());
    }
    for schedule in &declared.schedules {
        assert!(declared.functions.iter().any(|function| function.name == schedule.function));
    }
}
