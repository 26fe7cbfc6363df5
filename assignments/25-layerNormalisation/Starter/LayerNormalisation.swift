import GradusKit

/// Layer normalisation of sequences.
struct LayerNormalisation: Layer {
  /// The grader sets this before the first call: ε of the equations.
  @Setting var epsilon = 1e-5
  /// The grader writes these before the first call, an entry for each feature.
  var gamma = Tensor(0)
  var beta = Tensor(0)

  /// What you compute on the way there is read from these, by name.
  var mean = Tensor(0)
  var variance = Tensor(0)
  var xHat = Tensor(0)
  /// What you compute on the way back is read from these, by name.
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)

  /// The way there.
  ///
  /// - Parameter x: A batch of sequences; `x[n, t, j]` is feature j at position t of sequence n.
  /// - Returns: The outputs, of the shape of x.
  mutating func forward(_ x: Tensor) -> Tensor {
    // TODO: x.mean(axis: 2) is a mean over the features, for each position, of shape [sequences, positions];
    // x.mean(axis: 2, keepDims: true) has shape [sequences, positions, 1], and goes with x.
    Tensor.zeros(like: x)
  }

  /// The way back: keeps dgamma and dbeta, and returns dx.
  ///
  /// - Parameter dy: The loss's derivative by each output.
  mutating func backward(_ dy: Tensor) -> Tensor {
    // TODO
    Tensor.zeros(like: dy)
  }
}
