import GradusKit

/// A convolution over images with channels.
struct Convolution: Layer {
  /// The grader sets these before the first call.
  @Setting var stride = 1
  @Setting var padding = 0
  /// The grader writes these before the first call. `W[o, i, r, c]` is what kernel o has for channel i in its row r and
  /// column c; b has an entry for each kernel.
  var W = Tensor(0)
  var b = Tensor(0)

  /// What you compute on the way back is read from these, by name.
  var dW = Tensor(0)
  var db = Tensor(0)
  // TODO: what must be remembered of the way there?

  /// The way there.
  ///
  /// - Parameter x: A batch of images; `x[n, i, row, column]` is a pixel of channel i of image n.
  /// - Returns: An image with a channel for each kernel, for every image.
  mutating func forward(_ x: Tensor) -> Tensor {
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    // TODO
    return Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
  }

  /// The way back: keeps dW and db, and returns dx.
  ///
  /// - Parameter dy: The loss's derivative by each output.
  mutating func backward(_ dy: Tensor) -> Tensor {
    // TODO: dx has the shape of x.
    Tensor(0)
  }
}
