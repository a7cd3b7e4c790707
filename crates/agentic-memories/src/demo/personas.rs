/// A caller, and the agent that takes the call.
pub(super) struct Persona {
    pub(super) number: &'static str,
    pub(super) agent: &'static str,
}

pub(super) const ROBIN: Persona = Persona {
    number: "+12025550143",
    agent: "agent_demo_heating",
};
pub(super) const SAM: Persona = Persona {
    number: "+12025550178",
    agent: "agent_demo_dental",
};
pub(super) const WITHHELD: Persona = Persona {
    number: "anonymous",
    agent: "agent_demo_heating",
};

/// The caller in the suggested requests of `--keep`.
pub(super) const SPARE_CALLER: &str = "+12025550187";
/// Every caller for whom the demo may store memories.
pub(super) const CALLERS: [&str; 3] = [ROBIN.number, SAM.number, SPARE_CALLER];
