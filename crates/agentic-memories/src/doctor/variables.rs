//! Variables that have been blank for every caller.

use std::collections::BTreeSet;

use memories_domain::ProfileKey;
use memories_server::config::{StoreConfig, VariableGap};

use super::check::Check;
use crate::stores::Stores;

const SUBJECT: &str = "variables";

/// None while no call has collected anything: then nothing is known about what is collected. On the
/// Mem0 Platform it never is, because nobody can list the facts of all callers.
pub(super) async fn check(stores: &Stores) -> Vec<Check> {
    let gaps = stores.config.variable_gaps();
    let collected = match stores.config.store {
        StoreConfig::Sqlite if !gaps.is_empty() => stores.sqlite.collected_facts().await,
        _ => Ok(BTreeSet::new()),
    };
    // Another check reads the same file and reports an error.
    let collected = collected.unwrap_or_default();
    gaps.iter()
        .filter(|gap| holds(gap, &collected))
        .map(explain)
        .collect()
}

fn holds(gap: &VariableGap, collected: &BTreeSet<ProfileKey>) -> bool {
    match gap {
        VariableGap::AlwaysBlank(_) => true,
        VariableGap::BlankDefault(name) | VariableGap::OnlyTested(name) => {
            !collected.is_empty() && !collected.iter().any(|key| key.as_str() == name)
        }
    }
}

fn explain(gap: &VariableGap) -> Check {
    let name = gap.name();
    let remedy = match gap {
        VariableGap::BlankDefault(_) => format!(
            "collect `{name}` in the agent's analysis, or give it a default that reads well in its \
             texts"
        ),
        VariableGap::AlwaysBlank(_) => {
            format!("give `{name}` a default, or let it be spoken in FACTS")
        }
        VariableGap::OnlyTested(_) => format!(
            "check the spelling of `{name}`, or collect it in the agent's analysis, or declare it \
             in DYNAMIC_VARIABLES"
        ),
    };
    Check::warn(SUBJECT, gap.to_string(), remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_is_blank_for_everybody_only_if_calls_collect_others_and_not_it() {
        let collected = |names: &[&str]| -> BTreeSet<ProfileKey> {
            names
                .iter()
                .filter_map(|name| ProfileKey::parse(name))
                .collect()
        };
        for gap in [
            VariableGap::BlankDefault("plan".to_owned()),
            VariableGap::OnlyTested("plan".to_owned()),
        ] {
            assert!(!holds(&gap, &collected(&[])), "{gap}");
            assert!(!holds(&gap, &collected(&["city", "plan"])), "{gap}");
            assert!(holds(&gap, &collected(&["city", "plan_date"])), "{gap}");
        }
        let always = VariableGap::AlwaysBlank("plan".to_owned());
        assert!(holds(&always, &collected(&[])));
    }
}
