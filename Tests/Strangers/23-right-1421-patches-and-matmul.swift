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
  private var patches = Tensor(0)
  private var inputShape: [Int] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    inputShape = x.shape
    let (kr, kc, ch) = (W.shape[2], W.shape[3], W.shape[1])
    let height = (x.shape[2] + 2 * padding - kr) / stride + 1
    let width = (x.shape[3] + 2 * padding - kc) / stride + 1
    // a row for each pixel of the output, a column for each weight of a kernel
    var numbers: [Double] = []
    for n in 0..<x.shape[0] {
      for h in 0..<height {
        for w in 0..<width {
          for i in 0..<ch {
            for r in 0..<kr {
              for c in 0..<kc {
                let row = h * stride + r - padding, column = w * stride + c - padding
                let inside = row >= 0 && column >= 0 && row < x.shape[2] && column < x.shape[3]
                numbers.append(inside ? x[n, i, row, column] : 0)
              }
            }
          }
        }
      }
    }
    patches = Tensor(shape: [x.shape[0] * height * width, ch * kr * kc], values: numbers)
    let flat = patches.matmul(W.reshaped(b.count, -1).transposed()) + b
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for n in 0..<x.shape[0] {
      for h in 0..<height {
        for w in 0..<width {
          for o in 0..<b.count { y[n, o, h, w] = flat[(n * height + h) * width + w, o] }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let (height, width) = (dy.shape[2], dy.shape[3])
    var flat = Tensor(repeating: 0, shape: [dy.shape[0] * height * width, b.count])
    for n in 0..<dy.shape[0] {
      for h in 0..<height {
        for w in 0..<width {
          for o in 0..<b.count { flat[(n * height + h) * width + w, o] = dy[n, o, h, w] }
        }
      }
    }
    db = flat.sum(axis: 0)
    let gradient = flat.transposed().matmul(patches)
    dW = Tensor(shape: W.shape, values: gradient.values)
    let dPatches = flat.matmul(W.reshaped(b.count, -1))
    var dx = Tensor(repeating: 0, shape: inputShape)
    let (ch, kr, kc) = (W.shape[1], W.shape[2], W.shape[3])
    for n in 0..<inputShape[0] {
      for h in 0..<height {
        for w in 0..<width {
          for i in 0..<ch {
            for r in 0..<kr {
              let row = h * stride + r - padding
              guard row >= 0, row < inputShape[2] else { continue }
              for c in 0..<kc {
                let column = w * stride + c - padding
                guard column >= 0, column < inputShape[3] else { continue }
                dx[n, i, row, column] += dPatches[(n * height + h) * width + w, (i * kr + r) * kc + c]
              }
            }
          }
        }
      }
    }
    return dx
  }
}
