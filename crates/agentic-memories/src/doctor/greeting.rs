//! Variables without which `GREETING_TEMPLATE` greets nobody.

use memories_server::config::{Config, GreetingGap};

use super::check::Check;

const SUBJECT: &str = "greeting";

/// None without a template.
pub(super) fn check(config: &Config) -> Vec<Check> {
    let gaps = config.greeting_gaps();
    if config.reply.greeting_template.is_some() && gaps.is_empty() {
        return vec![Check::ok(
            SUBJECT,
            "no variable of GREETING_TEMPLATE is without a default",
        )];
    }
    gaps.iter().map(explain).collect()
}

fn explain(gap: &GreetingGap) -> Check {
    let message = gap.to_string();
    match gap {
        GreetingGap::BlankDefault(_) => Check::ok(SUBJECT, message),
        GreetingGap::Undeclared(name) => Check::warn(
            SUBJECT,
            message,
            format!(
                "collect `{name}` in the agent's analysis, or give it a default in \
                 DYNAMIC_VARIABLES, or test it: {{% if {name} %}}…{{% endif %}}"
            ),
        ),
        GreetingGap::NotSpoken(name) => Check::warn(
            SUBJECT,
            message,
            format!("take `{name}` out of GREETING_TEMPLATE, or let it be spoken in FACTS"),
        ),
    }
}
