//! The weights that find best, by Newton's method.
//!
//! First the features' weights, by conditional logistic regression (Daniel `McFadden`:
//! *Conditional Logit Analysis of Qualitative Choice Behavior*, 1974): in each
//! question the evidence is to win against everything else that was found, so
//! that easy and hard questions do not blur what tells memories apart. Then the
//! base and a common factor, by logistic regression over all questions, so that
//! scores are probabilities.

#![expect(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "square matrices of a fixed size"
)]

use memories_search::{Feature, Features, LogisticModel};

const N: usize = Feature::ALL.len();

/// How strongly weights are drawn to zero, in pseudo-questions: enough for a
/// solution where a feature is constant, too little to be noticed elsewhere.
const RIDGE: f64 = 1e-2;

const MOST_STEPS: usize = 100;
const SMALLEST_STEP: f64 = 1e-6;

/// What was found for one question: features, and whether it is evidence.
pub type Example = Vec<(Features, bool)>;

/// Fits the weights of the features in `used`; the others get none.
#[must_use]
pub fn fit(questions: &[Example], used: &[Feature]) -> LogisticModel {
    let only_used = |(features, relevant): &(Features, bool)| (inputs(features, used), *relevant);
    let questions: Vec<Vec<([f64; N], bool)>> = questions
        .iter()
        .map(|found| found.iter().map(only_used).collect())
        .collect();
    let weights = newton(|weights, fall| {
        for found in &questions {
            choose(found, weights, fall);
        }
    });
    scaled(&weights, scale(&weights, &questions.concat()))
}

/// The same weights with the base and the common factor that make scores
/// probabilities in these questions; unchanged where no factor above zero does,
/// since the order of what is found is to stay.
#[must_use]
pub fn calibrate(weights: &LogisticModel, questions: &[Example]) -> LogisticModel {
    let input =
        |(features, relevant): &(Features, bool)| (inputs(features, &Feature::ALL), *relevant);
    let found: Vec<_> = questions.iter().flatten().map(input).collect();
    let features = weights.features.values().map(f64::from);
    let scale = scale(&features, &found);
    let [_, factor] = scale;
    if factor > 0.0 {
        scaled(&features, scale)
    } else {
        *weights
    }
}

/// The base and the common factor that make scores probabilities.
fn scale(weights: &[f64; N], found: &[([f64; N], bool)]) -> [f64; 2] {
    newton(|scale, fall| {
        for (inputs, relevant) in found {
            classify([1.0, dot(inputs, weights)], *relevant, scale, fall);
        }
    })
}

fn scaled(weights: &[f64; N], [base, factor]: [f64; 2]) -> LogisticModel {
    LogisticModel {
        base: single(base),
        features: Features::from_values(weights.map(|weight| single(weight * factor))),
    }
}

/// A log-likelihood, its slope, and how the slope falls.
struct Fall<const N: usize> {
    height: f64,
    gradient: [f64; N],
    hessian: [[f64; N]; N],
}

/// Adds a question's likelihood: of each piece of evidence, that it is chosen
/// among itself and everything that is none.
fn choose(found: &[([f64; N], bool)], weights: &[f64; N], fall: &mut Fall<N>) {
    let odds = |inputs: &[f64; N]| dot(inputs, weights).exp();
    let mut others = (0.0, [0.0; N], [[0.0; N]; N]);
    for (inputs, _) in found.iter().filter(|(_, relevant)| !relevant) {
        add_moments(&mut others, odds(inputs), inputs);
    }
    let evidence = found.iter().filter(|(_, relevant)| *relevant);
    let share = 1.0 / f64::from(u32::try_from(evidence.clone().count().max(1)).unwrap_or(u32::MAX));
    for (inputs, _) in evidence {
        let mut all = others;
        add_moments(&mut all, odds(inputs), inputs);
        let (total, first, second) = all;
        fall.height += share * (dot(inputs, weights) - total.ln());
        let mean = first.map(|sum| sum / total);
        for row in 0..N {
            fall.gradient[row] += share * (inputs[row] - mean[row]);
            for column in 0..N {
                fall.hessian[row][column] +=
                    share * (second[row][column] / total - mean[row] * mean[column]);
            }
        }
    }
}

fn add_moments(moments: &mut (f64, [f64; N], [[f64; N]; N]), weight: f64, inputs: &[f64; N]) {
    let (total, first, second) = moments;
    *total += weight;
    for row in 0..N {
        first[row] += weight * inputs[row];
        for column in 0..N {
            second[row][column] += weight * inputs[row] * inputs[column];
        }
    }
}

/// Adds the likelihood that one memory is evidence or not.
fn classify(inputs: [f64; 2], relevant: bool, weights: &[f64; 2], fall: &mut Fall<2>) {
    let log_odds = dot(&inputs, weights);
    let p = 1.0 / (1.0 + (-log_odds).exp());
    // ln p = −ln(1 + e⁻ᵒ), and 1 − p has the opposite odds.
    let against = if relevant { -log_odds } else { log_odds };
    fall.height -= against.max(0.0) + (-against.abs()).exp().ln_1p();
    for row in 0..2 {
        fall.gradient[row] += (f64::from(u8::from(relevant)) - p) * inputs[row];
        for column in 0..2 {
            fall.hessian[row][column] += p * (1.0 - p) * inputs[row] * inputs[column];
        }
    }
}

/// The weights at which the likelihood, added up by `likelihood`, is highest.
fn newton<const N: usize>(likelihood: impl Fn(&[f64; N], &mut Fall<N>)) -> [f64; N] {
    let fall = |weights: &[f64; N]| {
        let mut fall = Fall {
            height: -RIDGE / 2.0 * dot(weights, weights),
            gradient: weights.map(|weight| -RIDGE * weight),
            hessian: [[0.0; N]; N],
        };
        for n in 0..N {
            fall.hessian[n][n] = RIDGE;
        }
        likelihood(weights, &mut fall);
        fall
    };
    let mut weights = [0.0; N];
    let mut here = fall(&weights);
    for _ in 0..MOST_STEPS {
        let mut step = solve(here.hessian, here.gradient);
        // Far from the top the second order may lead beyond it.
        let (there, next) = loop {
            let mut next = weights;
            for (weight, step) in next.iter_mut().zip(step) {
                *weight += step;
            }
            let there = fall(&next);
            if there.height >= here.height || step.iter().all(|step| step.abs() < SMALLEST_STEP) {
                break (there, next);
            }
            step = step.map(|step| step / 2.0);
        };
        (here, weights) = (there, next);
        if step.iter().all(|step| step.abs() < SMALLEST_STEP) {
            break;
        }
    }
    weights
}

fn inputs(features: &Features, used: &[Feature]) -> [f64; N] {
    let mut inputs = [0.0; N];
    let values = Feature::ALL.iter().zip(features.values());
    for (input, (feature, value)) in inputs.iter_mut().zip(values) {
        if used.contains(feature) {
            *input = f64::from(value);
        }
    }
    inputs
}

fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Gaussian elimination; the matrix is symmetric and positive definite, so that
/// no rows have to be exchanged.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        for row in pivot + 1..N {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            for column in pivot..N {
                matrix[row][column] -= factor * matrix[pivot][column];
            }
            right[row] -= factor * right[pivot];
        }
    }
    for row in (0..N).rev() {
        for column in row + 1..N {
            right[row] -= matrix[row][column] * right[column];
        }
        right[row] /= matrix[row][row];
    }
    right
}

#[expect(clippy::cast_possible_truncation, reason = "weights have few digits")]
fn single(weight: f64) -> f32 {
    weight as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The memory with the feature is evidence in 881 of 1,000 questions, the one
    /// without in 119: log-odds of 2 and −2.
    #[test]
    fn the_weights_of_a_known_model_are_found_again() {
        let with = |question| Features {
            question,
            ..Features::default()
        };
        let first = vec![(with(1.0), true), (with(0.0), false)];
        let second = vec![(with(1.0), false), (with(0.0), true)];
        let mut questions = vec![first; 881];
        questions.extend(vec![second; 119]);
        let weights = fit(&questions, &Feature::ALL);
        assert!(
            (weights.features.question - 4.0).abs() < 0.02 && (weights.base + 2.0).abs() < 0.02,
            "{weights:?}"
        );
        let score = weights.score(&with(1.0));
        assert!((score - 0.881).abs() < 0.01, "{score}");
        let doubled = LogisticModel {
            base: 1.0,
            features: with(4.0),
        };
        let calibrated = calibrate(&doubled, &questions);
        assert!((calibrated.features.question - weights.features.question).abs() < 0.02);
        let without = fit(&questions, &[Feature::Words]);
        assert!(without.features.question.abs() < 1e-6);
    }
}
