//! The stories that every store has to live up to, as far as the platform can:
//! it names memories itself, ends them with a day, and does not count how often
//! something was said.

use std::sync::Arc;

use mem0_server::Mem0Server;
use memories_store_mem0::Mem0Store;
use tokio::{runtime::Handle, task::block_in_place};

use crate::{notes::Notes, options, tell};

fn open() -> (Mem0Store, Mem0Server) {
    let started = || Handle::current().block_on(Mem0Server::start(mem0_server::Options::default()));
    let server = block_in_place(started).unwrap();
    let store = Mem0Store::new(options(&server), Arc::new(Notes::default())).unwrap();
    (store, server)
}

tell!(super::open, remembering: [
    a_stranger_has_an_empty_record_and_nothing_to_find,
    learning_the_same_call_ten_times_at_once_leaves_one_set,
    a_call_that_arrives_late_does_not_bring_back_an_old_value,
    a_search_keeps_to_its_limit_and_finds_nothing_in_nothing,
    callers_never_see_each_other,
    agents_that_do_not_share_never_see_each_other,
    calls_are_counted_with_the_latest_one_last_whatever_their_order,
    the_store_is_ready,
]);

tell!(super::open, curating: [
    a_memory_entered_by_hand_is_recalled_and_found,
    a_profile_fact_entered_by_hand_replaces_what_a_call_said,
    a_corrected_memory_keeps_its_former_words_in_its_history,
    a_corrected_profile_fact_changes_its_value,
    a_deleted_memory_is_gone_and_its_history_is_not,
    a_memory_of_somebody_else_cannot_be_touched,
    a_call_that_is_delivered_again_after_forgetting_teaches_nothing,
    forgetting_one_caller_leaves_the_others_alone,
]);
