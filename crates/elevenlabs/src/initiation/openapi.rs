use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, OneOfBuilder, RefOr, Schema, schema::Type},
};

use super::DynamicValue;

impl PartialSchema for DynamicValue {
    fn schema() -> RefOr<Schema> {
        [Type::String, Type::Number, Type::Boolean]
            .into_iter()
            .fold(OneOfBuilder::new(), |one_of, kind| {
                one_of.item(ObjectBuilder::new().schema_type(kind))
            })
            .description(Some("The value of a dynamic variable; never null."))
            .into()
    }
}

impl ToSchema for DynamicValue {}
