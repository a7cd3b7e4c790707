//! Fits the ranking model by Newton's method.
//!
//! First the coefficients, by conditional logistic regression (Daniel `McFadden`:
//! *Conditional Logit Analysis of Qualitative Choice Behavior*, 1974): within each
//! question the evidence competes with the other matches, so that differences
//! between easy and hard questions do not matter. Then the intercept and a common
//! scale, by logistic regression over all questions, so that scores are
//! probabilities.

#![expect(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "square matrices of a fixed size"
)]

use memories_search::{Feature, FeatureVector, LogisticModel};

const N: usize = Feature::COUNT;

/// Strength of the L2 penalty: enough for a unique solution if a feature is
/// constant, too little to matter otherwise.
const RIDGE: f64 = 1e-2;

const MAX_ITERATIONS: usize = 100;
const MIN_STEP: f64 = 1e-6;

/// The matches of a question: features, and whether it is evidence.
pub type Example = Vec<(FeatureVector, bool)>;

/// Fits the coefficients of the features in `used`; the others are 0.
#[must_use]
pub fn fit(questions: &[Example], used: &[Feature]) -> LogisticModel {
    let only_used =
        |(features, relevant): &(FeatureVector, bool)| (inputs(features, used), *relevant);
    let questions: Vec<Vec<([f64; N], bool)>> = questions
        .iter()
        .map(|matches| matches.iter().map(only_used).collect())
        .collect();
    let coefficients = newton(|coefficients, derivatives| {
        for matches in &questions {
            add_conditional_likelihood(matches, coefficients, derivatives);
        }
    });
    scaled(&coefficients, fit_scale(&coefficients, &questions.concat()))
}

/// Refits intercept and scale, so that scores are probabilities on these
/// questions. Leaves the model unchanged if that would reverse the ranking.
#[must_use]
pub fn calibrate(model: &LogisticModel, questions: &[Example]) -> LogisticModel {
    let input =
        |(features, relevant): &(FeatureVector, bool)| (inputs(features, &Feature::ALL), *relevant);
    let matches: Vec<_> = questions.iter().flatten().map(input).collect();
    let coefficients = model.coefficients.0.map(f64::from);
    let scale = fit_scale(&coefficients, &matches);
    let [_, factor] = scale;
    if factor > 0.0 {
        scaled(&coefficients, scale)
    } else {
        *model
    }
}

/// The intercept and the factor that make scores probabilities.
fn fit_scale(coefficients: &[f64; N], matches: &[([f64; N], bool)]) -> [f64; 2] {
    newton(|scale, derivatives| {
        for (inputs, relevant) in matches {
            let inputs = [1.0, dot(inputs, coefficients)];
            add_likelihood(inputs, *relevant, scale, derivatives);
        }
    })
}

fn scaled(coefficients: &[f64; N], [intercept, factor]: [f64; 2]) -> LogisticModel {
    LogisticModel {
        intercept: to_f32(intercept),
        coefficients: FeatureVector(coefficients.map(|value| to_f32(value * factor))),
    }
}

/// A log-likelihood with its derivatives.
struct Derivatives<const N: usize> {
    value: f64,
    gradient: [f64; N],
    /// Of the negative log-likelihood.
    hessian: [[f64; N]; N],
}

/// Adds the likelihood that each piece of evidence of a question is chosen among
/// itself and all matches that are no evidence.
fn add_conditional_likelihood(
    matches: &[([f64; N], bool)],
    coefficients: &[f64; N],
    derivatives: &mut Derivatives<N>,
) {
    let odds = |inputs: &[f64; N]| dot(inputs, coefficients).exp();
    let mut others = (0.0, [0.0; N], [[0.0; N]; N]);
    for (inputs, _) in matches.iter().filter(|(_, relevant)| !relevant) {
        add_moments(&mut others, odds(inputs), inputs);
    }
    let evidence = matches.iter().filter(|(_, relevant)| *relevant);
    let share = 1.0 / f64::from(u32::try_from(evidence.clone().count().max(1)).unwrap_or(u32::MAX));
    for (inputs, _) in evidence {
        let mut all = others;
        add_moments(&mut all, odds(inputs), inputs);
        let (total, first, second) = all;
        derivatives.value += share * (dot(inputs, coefficients) - total.ln());
        let mean = first.map(|sum| sum / total);
        for row in 0..N {
            derivatives.gradient[row] += share * (inputs[row] - mean[row]);
            for column in 0..N {
                derivatives.hessian[row][column] +=
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

/// Adds the likelihood that a match is evidence or not.
fn add_likelihood(
    inputs: [f64; 2],
    relevant: bool,
    coefficients: &[f64; 2],
    derivatives: &mut Derivatives<2>,
) {
    let log_odds = dot(&inputs, coefficients);
    let p = 1.0 / (1.0 + (-log_odds).exp());
    // ln p = −ln(1 + e⁻ᵒ), and 1 − p has the opposite odds.
    let against = if relevant { -log_odds } else { log_odds };
    derivatives.value -= against.max(0.0) + (-against.abs()).exp().ln_1p();
    for row in 0..2 {
        derivatives.gradient[row] += (f64::from(u8::from(relevant)) - p) * inputs[row];
        for column in 0..2 {
            derivatives.hessian[row][column] += p * (1.0 - p) * inputs[row] * inputs[column];
        }
    }
}

/// The coefficients that maximise the penalised likelihood.
fn newton<const N: usize>(add_likelihood: impl Fn(&[f64; N], &mut Derivatives<N>)) -> [f64; N] {
    let evaluate = |coefficients: &[f64; N]| {
        let mut derivatives = Derivatives {
            value: -RIDGE / 2.0 * dot(coefficients, coefficients),
            gradient: coefficients.map(|coefficient| -RIDGE * coefficient),
            hessian: [[0.0; N]; N],
        };
        for n in 0..N {
            derivatives.hessian[n][n] = RIDGE;
        }
        add_likelihood(coefficients, &mut derivatives);
        derivatives
    };
    let mut coefficients = [0.0; N];
    let mut current = evaluate(&coefficients);
    for _ in 0..MAX_ITERATIONS {
        let mut step = solve(current.hessian, current.gradient);
        // Far from the maximum a full step may overshoot it.
        let (next, next_coefficients) = loop {
            let mut next_coefficients = coefficients;
            for (coefficient, step) in next_coefficients.iter_mut().zip(step) {
                *coefficient += step;
            }
            let next = evaluate(&next_coefficients);
            if next.value >= current.value || step.iter().all(|step| step.abs() < MIN_STEP) {
                break (next, next_coefficients);
            }
            step = step.map(|step| step / 2.0);
        };
        (current, coefficients) = (next, next_coefficients);
        if step.iter().all(|step| step.abs() < MIN_STEP) {
            break;
        }
    }
    coefficients
}

fn inputs(features: &FeatureVector, used: &[Feature]) -> [f64; N] {
    let mut inputs = [0.0; N];
    for (input, (feature, value)) in inputs.iter_mut().zip(features.iter()) {
        if used.contains(&feature) {
            *input = f64::from(value);
        }
    }
    inputs
}

fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Gaussian elimination; without pivoting, because the matrix is symmetric and
/// positive definite.
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

#[expect(
    clippy::cast_possible_truncation,
    reason = "coefficients are printed with few digits"
)]
fn to_f32(coefficient: f64) -> f32 {
    coefficient as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The match with the feature is evidence in 881 of 1,000 questions, the one
    /// without in 119: log-odds of 2 and −2.
    #[test]
    fn the_coefficients_of_a_known_model_are_recovered() {
        let with = |value| FeatureVector::from_iter([(Feature::Question, value)]);
        let question_coefficient = |model: &LogisticModel| model.coefficients[Feature::Question];
        let first = vec![(with(1.0), true), (with(0.0), false)];
        let second = vec![(with(1.0), false), (with(0.0), true)];
        let mut questions = vec![first; 881];
        questions.extend(vec![second; 119]);
        let model = fit(&questions, &Feature::ALL);
        assert!(
            (question_coefficient(&model) - 4.0).abs() < 0.02
                && (model.intercept + 2.0).abs() < 0.02,
            "{model:?}"
        );
        let score = model.probability(&with(1.0));
        assert!((score - 0.881).abs() < 0.01, "{score}");
        let doubled = LogisticModel {
            intercept: 1.0,
            coefficients: with(4.0),
        };
        let calibrated = calibrate(&doubled, &questions);
        assert!((question_coefficient(&calibrated) - question_coefficient(&model)).abs() < 0.02);
        let without = fit(&questions, &[Feature::Bm25f]);
        assert!(question_coefficient(&without).abs() < 1e-6);
    }
}
