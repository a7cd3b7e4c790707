use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, OneOfBuilder, RefOr, Schema, schema::Type},
};

use super::DynamicValue;

impl PartialSchema for DynamicValue {
    fn schema() -> RefOr<Schema> {
        [Type::String, Type::Number, Type::Boolean]
            .into_iter()
            .fold(OneOfBuilder::new(), |any, kind| {
                any.item(ObjectBuilder::new().schema_type(kind))
            })
            .description(Some("What a dynamic variable may hold; never null."))
            .into()
    }
}

impl ToSchema for DynamicValue {}
