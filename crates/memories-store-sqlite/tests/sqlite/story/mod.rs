//! A caller's life, told over the ports: what any store has to do. A store runs
//! it with [`memory_store_story!`] and [`memory_curation_story!`].

pub(crate) mod curating;
pub(crate) mod people;
pub(crate) mod remembering;

/// Runs the stories of a `MemoryStore`; `$open` makes a fresh store, and what
/// must live as long as it does.
#[macro_export]
macro_rules! memory_store_story {
    ($open:expr) => {
        $crate::tell!($open, remembering: [
            a_stranger_has_an_empty_record_and_nothing_to_find,
            a_call_is_remembered_word_for_word_with_its_source,
            learning_the_same_call_ten_times_at_once_leaves_one_set,
            a_later_call_changes_a_profile_fact_and_reinforces_the_rest,
            a_call_that_arrives_late_does_not_bring_back_an_old_value,
            a_call_without_a_word_from_the_caller_teaches_nothing,
            a_search_finds_what_was_said_best_first,
            a_search_keeps_to_its_limit_and_finds_nothing_in_nothing,
            callers_never_see_each_other,
            agents_that_do_not_share_never_see_each_other,
            what_is_over_is_not_remembered,
            calls_are_counted_with_the_latest_one_last_whatever_their_order,
            the_store_is_ready,
        ]);
    };
}

/// Runs the stories of a `MemoryAdmin`.
#[macro_export]
macro_rules! memory_curation_story {
    ($open:expr) => {
        $crate::tell!($open, curating: [
            a_memory_entered_by_hand_is_recalled_and_found,
            a_profile_fact_entered_by_hand_replaces_what_a_call_said,
            a_corrected_memory_keeps_its_former_words_in_its_history,
            a_corrected_profile_fact_changes_its_value,
            an_end_can_be_set_and_taken_away,
            a_deleted_memory_is_gone_and_its_history_is_not,
            a_memory_of_somebody_else_cannot_be_touched,
            every_change_is_in_the_history_oldest_first,
            a_forgotten_caller_is_a_stranger_again_under_every_agent,
            a_call_that_is_delivered_again_after_forgetting_teaches_nothing,
            forgetting_one_caller_leaves_the_others_alone,
            what_was_exported_can_be_imported_once,
        ]);
    };
}

/// Makes a test of each story.
#[macro_export]
macro_rules! tell {
    ($open:expr, $chapter:ident: [$($story:ident),+ $(,)?]) => {
        mod $chapter {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    let (store, _alive) = ($open)();
                    $crate::story::$chapter::$story(&store).await;
                }
            )+
        }
    };
}
