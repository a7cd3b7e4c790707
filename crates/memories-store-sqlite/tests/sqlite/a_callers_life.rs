//! The stories that any store has to fulfil, on SQLite.

use crate::{memory_curation_story, memory_store_story};

memory_store_story!(crate::open);
memory_curation_story!(crate::open);
