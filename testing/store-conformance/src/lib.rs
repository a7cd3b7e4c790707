//! Tests that every implementation of the storage ports must pass.
//!
//! The behaviours are async functions that take an implementation:
//! [`memories`] for [`MemoryAdmin`](memories_domain::ports::MemoryAdmin),
//! [`inbox`] for [`InboxAdmin`](memories_domain::ports::InboxAdmin) and
//! [`ledger`] for [`IdempotencyLedger`](memories_domain::ports::IdempotencyLedger).
//! A crate that implements a port runs them in an integration test:
//!
//! ```text
//! mod memories {
//!     store_conformance::memory_store_conformance!(crate::open);
//! }
//!
//! async fn open() -> (MyStore, TempDir) { … }
//! ```
//!
//! Each macro expands to one `#[tokio::test]` per behaviour. Its first argument is
//! the absolute path of an async function that opens an empty store and returns it
//! with a guard, which is dropped after the test. The crate needs tokio with the
//! features `macros` and `rt-multi-thread`.

#![allow(
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

pub mod fixtures;
mod in_memory_ledger;
pub mod inbox;
pub mod ledger;
pub mod memories;

pub use in_memory_ledger::InMemoryLedger;

/// Tests a [`MemoryAdmin`](memories_domain::ports::MemoryAdmin).
///
/// `differences` lists what the store [legitimately does
/// differently](memories::Difference).
#[macro_export]
macro_rules! memory_store_conformance {
    ($open:expr) => {
        $crate::memory_store_conformance!($open, differences: []);
    };
    ($open:expr, differences: [$($difference:ident),* $(,)?]) => {
        $crate::conformance_tests!($open, (&[$($crate::memories::Difference::$difference),*]), ($crate::memories), {
            reading: [
                a_new_caller_has_an_empty_record_and_no_search_results,
                a_search_returns_the_best_match_first,
                a_search_respects_its_limit,
                a_search_without_a_match_returns_nothing,
                an_explanation_adds_up_to_the_score,
                the_store_is_ready,
            ],
            ingestion: [
                memories_are_stored_word_for_word_with_their_source,
                the_parts_of_a_call_can_be_loaded_and_found,
                concurrent_deliveries_of_an_event_are_ingested_once,
                a_later_call_updates_a_profile_fact_and_confirms_the_others,
                a_statement_that_a_later_call_repeats_is_confirmed,
                a_call_without_memories_is_counted,
                calls_are_counted_in_any_order,
                changes_by_a_call_are_recorded_with_its_conversation,
                expired_memories_are_neither_loaded_nor_found,
                expired_memories_are_purged,
                a_memory_expires_with_its_call_or_earlier,
            ],
            facts: [
                two_values_of_a_fact_are_two_memories,
                the_same_value_in_a_later_call_confirms_it,
                a_value_that_was_replaced_can_be_stated_again,
                a_call_that_arrives_late_does_not_restore_an_old_value,
                the_order_in_which_values_arrive_does_not_matter,
                each_person_has_values_of_their_own,
                annotations_are_stored,
                a_retracted_confirmation_leaves_the_earlier_call,
                a_deleted_fact_does_not_give_way_to_a_former_value,
                a_deleted_former_value_leaves_the_latest,
                a_manual_value_is_the_latest,
            ],
            as_of: [
                the_record_as_of_a_time_has_what_the_calls_until_then_left,
                the_record_as_of_now_is_the_record,
                a_confirmed_memory_as_of_a_time_is_as_the_calls_until_then_stated_it,
                an_edited_memory_as_of_a_time_has_its_former_text,
                a_deleted_memory_is_in_the_record_as_of_a_time_before,
                a_manual_memory_is_not_in_the_record_as_of_a_time_before,
                an_expired_memory_is_in_no_record,
            ],
            completeness: [
                a_redelivered_event_changes_nothing,
                a_more_complete_transcript_replaces_a_less_complete_one,
                a_replaced_memory_is_deleted_in_the_history,
                a_more_complete_transcript_replaces_the_text_of_a_less_complete_one,
                a_less_complete_event_after_a_more_complete_one_changes_nothing,
                of_different_transcripts_of_equal_length_the_same_wins_in_either_order,
                an_analysis_that_follows_the_transcript_adds_its_parts,
                a_transcript_that_follows_the_analysis_adds_its_part,
                more_complete_profile_facts_replace_less_complete_ones,
                a_more_complete_event_with_another_start_corrects_a_profile_fact,
                a_memory_of_an_earlier_call_survives_the_replacement_of_its_confirmation,
                a_memory_of_an_earlier_call_is_confirmed_once_by_two_events,
                a_call_is_counted_once_with_the_details_of_its_most_complete_event,
                concurrent_events_of_a_call_leave_the_most_complete,
            ],
            event_order: [
                the_order_of_two_events_does_not_matter,
                the_order_of_three_events_does_not_matter,
                the_order_of_events_of_interleaved_calls_does_not_matter,
            ],
            isolation: [
                callers_are_isolated,
                agents_that_do_not_share_memories_are_isolated,
                projects_are_isolated,
                the_same_conversation_id_is_ingested_in_every_project,
                a_memory_cannot_be_changed_from_another_scope,
                a_call_whose_caller_is_corrected_moves_to_that_caller,
                a_call_whose_agent_is_corrected_moves_to_that_agent,
            ],
            administration: [
                a_manual_entry_is_loaded_and_found,
                a_manual_profile_fact_wins_over_older_calls,
                a_manual_entry_keeps_its_times_nature_and_person,
                an_edit_replaces_the_times_and_keeps_the_person,
                deleting_a_fact_deletes_the_values_of_calls_without_a_name,
                an_edit_keeps_the_former_text_in_the_history,
                an_edited_profile_fact_changes_its_value,
                an_expiry_can_be_set_and_removed,
                a_deleted_memory_is_gone_but_its_history_remains,
                the_history_lists_every_change_oldest_first,
                exported_memories_can_be_imported_once,
                expired_memories_are_not_imported,
            ],
            erasure: [
                a_forgotten_caller_is_erased_under_every_agent,
                erasing_a_caller_reports_what_was_removed,
                a_redelivery_after_erasure_is_not_ingested,
                a_more_complete_redelivery_after_erasure_is_not_ingested,
                a_new_call_after_erasure_is_ingested,
                erasing_a_caller_leaves_other_callers_alone,
                erasing_a_caller_leaves_other_projects_alone,
            ],
        });
    };
}

/// Tests an [`InboxAdmin`](memories_domain::ports::InboxAdmin).
#[macro_export]
macro_rules! event_inbox_conformance {
    ($open:expr) => {
        $crate::conformance_tests!($open, (), ($crate::inbox), {
            enqueueing: [
                an_enqueued_call_is_claimed_as_it_was_sent,
                the_same_bytes_are_a_duplicate,
                other_bytes_are_another_event,
                the_same_event_in_another_project_is_another_event,
                concurrent_deliveries_are_one_event,
                a_skipped_event_is_recorded_without_content,
                an_unprocessable_event_is_recorded_with_its_body,
            ],
            claiming: [
                the_oldest_events_are_claimed_first_within_the_limit,
                a_claimed_event_is_not_claimed_again,
                an_event_is_due_again_when_its_lease_ends,
                concurrent_workers_never_claim_the_same_event,
                the_next_due_time_is_the_end_of_the_lease,
                released_claims_are_due_at_once,
                only_the_workers_own_claims_are_released,
            ],
            completion: [
                a_completed_event_loses_its_content_and_stays_a_duplicate,
                a_failed_event_is_due_again_after_the_given_time,
                attempts_are_counted,
                a_worker_that_lost_its_claim_completes_nothing,
                a_stale_claim_of_the_same_worker_completes_nothing,
                an_event_cannot_be_completed_after_its_lease,
                a_worker_without_a_claim_completes_nothing,
                a_call_is_unprocessed_until_its_first_attempt_ends,
            ],
            administration: [
                the_list_shows_the_newest_first,
                the_list_can_be_limited_to_a_state,
                an_unknown_event_is_not_shown,
                a_dead_letter_keeps_its_call_and_can_be_retried,
                an_unprocessable_event_is_retried_as_its_body,
                all_failed_events_can_be_retried_at_once,
                a_completed_event_cannot_be_retried,
                a_waiting_event_can_be_retried_at_once_and_a_claimed_one_cannot,
                forgetting_a_caller_erases_only_their_events,
                an_event_that_is_claimed_while_its_caller_is_forgotten_is_lost_to_its_worker,
                later_events_of_a_forgotten_conversation_are_never_due,
            ],
        });
    };
}

/// Tests an [`IdempotencyLedger`](memories_domain::ports::IdempotencyLedger).
#[macro_export]
macro_rules! idempotency_ledger_conformance {
    ($open:expr) => {
        $crate::conformance_tests!($open, (), ($crate), {
            ledger: [
                a_part_is_new_then_unfinished_then_done,
                a_less_complete_or_equal_event_after_completion_is_done,
                a_more_complete_event_after_completion_supersedes_it,
                an_unfinished_attempt_blocks_a_more_complete_event,
                a_replacement_in_progress_does_not_hide_the_completion,
                an_aborted_attempt_is_new_again,
                an_aborted_attempt_keeps_an_earlier_completion,
                aborting_after_completion_changes_nothing,
                finishing_without_an_attempt_changes_nothing,
                parts_conversations_and_projects_are_independent,
                of_concurrent_attempts_one_begins,
                every_part_of_a_closed_conversation_is_done,
            ],
        });
    };
}

/// Expands to a module for each chapter with a test for each of its behaviours.
#[doc(hidden)]
#[macro_export]
macro_rules! conformance_tests {
    ($open:expr, $arguments:tt, $path:tt, { $($chapter:ident: [$($behaviour:ident),+ $(,)?]),+ $(,)? }) => {
        $(
            mod $chapter {
                $($crate::conformance_tests!(@test $open, $arguments, $path, $chapter, $behaviour);)+
            }
        )+
    };
    (@test $open:expr, ($($argument:expr)?), ($($path:tt)+), $chapter:ident, $behaviour:ident) => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $behaviour() {
            let (store, _guard) = ($open)().await;
            $($path)+::$chapter::$behaviour(&store $(, $argument)?).await;
        }
    };
}
