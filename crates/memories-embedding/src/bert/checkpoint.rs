use ndarray::{Array1, Array2};
use safetensors::{Dtype, SafeTensors};

use super::error::LoadError;

pub(super) const FILE: &str = "model.safetensors";

/// The weights of a trained model, by name.
pub(super) struct Checkpoint<'f> {
    tensors: SafeTensors<'f>,
}

impl<'f> Checkpoint<'f> {
    pub(super) fn parse(file: &'f [u8]) -> Result<Self, LoadError> {
        SafeTensors::deserialize(file)
            .map(|tensors| Self { tensors })
            .map_err(LoadError::InvalidSafetensors)
    }

    pub(super) fn vector(&self, name: &str, length: usize) -> Result<Array1<f32>, LoadError> {
        Ok(self.values(name, &[length])?.into())
    }

    pub(super) fn matrix(&self, name: &str, shape: [usize; 2]) -> Result<Array2<f32>, LoadError> {
        let values = self.values(name, &shape)?;
        Array2::from_shape_vec(shape, values).map_err(|error| invalid(name, error.to_string()))
    }

    fn values(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, LoadError> {
        let tensor = self
            .tensors
            .tensor(name)
            .map_err(|_| invalid(name, "it is missing".to_owned()))?;
        if tensor.dtype() != Dtype::F32 {
            return Err(invalid(
                name,
                format!("{:?} instead of F32", tensor.dtype()),
            ));
        }
        if tensor.shape() != shape {
            let reason = format!("shape {:?} instead of {shape:?}", tensor.shape());
            return Err(invalid(name, reason));
        }
        let (numbers, _) = tensor.data().as_chunks::<4>();
        let values: Vec<f32> = numbers.iter().copied().map(f32::from_le_bytes).collect();
        if values.iter().all(|value| value.is_finite()) {
            Ok(values)
        } else {
            Err(invalid(name, "it is not finite".to_owned()))
        }
    }
}

fn invalid(name: &str, reason: String) -> LoadError {
    LoadError::InvalidTensor {
        name: name.to_owned(),
        reason,
    }
}
