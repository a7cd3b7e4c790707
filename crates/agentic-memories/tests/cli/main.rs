//! The binary as people, programs and init systems run it.

#[cfg(test)]
mod call;
mod callers;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod finished_call;
#[cfg(test)]
mod help;
#[cfg(test)]
mod inbox;
#[cfg(test)]
mod mem0;
#[cfg(test)]
mod memories;
#[cfg(test)]
mod operator_warnings;
#[cfg(test)]
mod sandbox;
#[cfg(test)]
mod semantic_search;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod stop;
#[cfg(test)]
#[cfg(feature = "semantic-search")]
mod tiny_model;
#[cfg(test)]
mod tls;
