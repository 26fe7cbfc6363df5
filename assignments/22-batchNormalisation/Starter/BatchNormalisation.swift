import GradusKit

/// Batch normalisation of features, while a network is trained.
struct BatchNormalisation: Layer {
  /// The grader sets these before the first call: α and ε of the equations.
  @Setting var momentum = 0.1
  @Setting var epsilon = 1e-5
  /// The grader writes these before the first call, an entry for each feature. The last two are what the running averages
  /// hold before the first batch.
  var gamma = Tensor(0)
  var beta = Tensor(0)
  var runningMean0 = Tensor(0)
  var runningVariance0 = Tensor(0)

  /// What you compute on the way there is read from these, by name.
  var mean = Tensor(0)
  var variance = Tensor(0)
  var xHat = Tensor(0)
  var runningMean = Tensor(0)
  var runningVariance = Tensor(0)
  /// What you compute on the way back is read from these, by name.
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)

  /// The way there.
  ///
  /// - Parameter x: A batch; `x[n, j]` is feature j of example n.
  /// - Returns: The outputs, of the shape of x.
  mutating func forward(_ x: Tensor) -> Tensor {
    // TODO: x.mean(axis: 0) is a mean over the examples, for each feature.
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
