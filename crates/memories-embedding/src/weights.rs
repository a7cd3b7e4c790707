//! The numbers of a model.

use ndarray::{Array1, Array2};
use safetensors::{Dtype, SafeTensors};

use crate::OpenError;

pub(crate) const FILE: &str = "model.safetensors";

pub(crate) struct Weights<'f> {
    tensors: SafeTensors<'f>,
}

impl<'f> Weights<'f> {
    pub(crate) fn parse(file: &'f [u8]) -> Result<Self, OpenError> {
        SafeTensors::deserialize(file)
            .map(|tensors| Self { tensors })
            .map_err(OpenError::NotSafetensors)
    }

    /// A row of numbers.
    pub(crate) fn row(&self, name: &str, length: usize) -> Result<Array1<f32>, OpenError> {
        Ok(self.values(name, &[length])?.into())
    }

    /// A matrix as it is stored.
    pub(crate) fn matrix(&self, name: &str, shape: [usize; 2]) -> Result<Array2<f32>, OpenError> {
        let values = self.values(name, &shape)?;
        Array2::from_shape_vec(shape, values).map_err(|error| unusable(name, error.to_string()))
    }

    fn values(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, OpenError> {
        let tensor = self
            .tensors
            .tensor(name)
            .map_err(|_| unusable(name, "it is missing".to_owned()))?;
        if tensor.dtype() != Dtype::F32 {
            return Err(unusable(
                name,
                format!("{:?} instead of F32", tensor.dtype()),
            ));
        }
        if tensor.shape() != shape {
            let what = format!("shape {:?} instead of {shape:?}", tensor.shape());
            return Err(unusable(name, what));
        }
        let (numbers, _) = tensor.data().as_chunks::<4>();
        let values: Vec<f32> = numbers.iter().copied().map(f32::from_le_bytes).collect();
        if values.iter().all(|value| value.is_finite()) {
            Ok(values)
        } else {
            Err(unusable(name, "a number that is none".to_owned()))
        }
    }
}

fn unusable(name: &str, what: String) -> OpenError {
    OpenError::Tensor {
        name: name.to_owned(),
        what,
    }
}
