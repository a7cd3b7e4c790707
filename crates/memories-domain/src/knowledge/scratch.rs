use super::*;
use crate::*;
use jiff::Timestamp;

#[test]
fn scratch() {
    let story: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(std::env::var("STORY").unwrap()).unwrap()).unwrap();
    let mut memories: Vec<Memory> = Vec::new();
    for (i, call) in story["calls"].as_array().unwrap().iter().enumerate() {
        let c = Call {
            conversation_id: ConversationId::new(Platform::ElevenLabs, &format!("conv_{i}")).unwrap(),
            agent_id: None,
            started_at: call["at"].as_str().unwrap().parse::<Timestamp>().unwrap(),
            duration_secs: call["duration"].as_u64().unwrap_or(60),
            language: story["language"].as_str().map(str::to_owned),
            time_zone: None,
            outcome: CallOutcome::Answered,
            caller_spoke: true,
            turns: call["turns"].as_array().unwrap().iter().map(|t| Turn {
                speaker: if t[0] == "user" { Speaker::Caller } else { Speaker::Agent },
                text: t[1].as_str().unwrap().into(),
            }).collect(),
            summary: call["summary"].as_str().map(PrivateText::from),
            title: None,
            evaluations: vec![],
            collected: call["data_collection"].as_object().map(|o| o.iter().filter_map(|(k, v)| Some(CollectedFact {
                key: ProfileKey::parse(k)?,
                value: match v { serde_json::Value::Null => return None, serde_json::Value::Bool(b) => ProfileValue::Bool(*b),
                    serde_json::Value::Number(n) => ProfileValue::Number(n.clone()), v => ProfileValue::Text(v.as_str().unwrap().into()) },
            })).collect()).unwrap_or_default(),
            injected_context: vec![],
        };
        println!("== call {i} skip {:?} speaker {:?}", c.skip_reason(), identify_speaker(&c).and_then(|s| s.name.map(|n| n.to_text())));
        for m in extract_memories(&c, &ExtractionRules::default()) {
            let key = m.dedup_key();
            if let Some(old) = memories.iter_mut().find(|old| DedupKey::new(&old.text, &old.kind, &old.annotations) == key) {
                old.updated_at = c.started_at; old.annotations = m.annotations; old.source = Some(c.source()); continue;
            }
            memories.push(Memory { id: MemoryId::generate(), text: m.text, kind: m.kind, created_at: c.started_at, updated_at: c.started_at,
                expires_at: None, source: Some(c.source()), confirmations: 0, annotations: m.annotations });
        }
    }
    let k = Knowledge::derive(&memories);
    for (i, m) in memories.iter().enumerate() {
        let a = &k.analyses[i];
        for (p, part) in a.parts.iter().enumerate() {
            let st = k.standings[i][p];
            let by = match st { Standing::Holds => String::new(), Standing::Replaced(e) => format!("REPLACED by {}", e.memory), Standing::Ended(e) => format!("ENDED by {}", e.memory), Standing::Corrected(e) => format!("CORRECTED by {}", e.memory) };
            println!("{i}.{p} {} [{}] {by} | {}", m.source.as_ref().unwrap().conversation_id.as_str(), m.kind.name(), &m.text[part.range.clone()]);
            if !part.acts.is_empty() { println!("      acts {:?}", part.acts); }
            if !part.numbers.is_empty() { println!("      numbers {:?}", part.numbers); }
            if !part.days.is_empty() { println!("      days {:?}", part.days.iter().map(|d| format!("{}..{} {:?}", d.from, d.until, d.time)).collect::<Vec<_>>()); }
        }
    }
    for f in k.facts() { println!("FACT {} {:?} {:?} = {}", f.key.as_str(), f.nature, f.person, f.value().to_text().as_str()); }
    let now: Zoned = "2026-11-28T12:00[UTC]".parse().unwrap();
    let record = CallerRecord::new(memories, CallHistory::default());
    println!("{}", memory_summary(&record, &now, SummaryStyle { locale: Locale::default(), max_chars: 1500 }));
}
