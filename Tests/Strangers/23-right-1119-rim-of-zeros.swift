import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var padded = Tensor(0)
  private var original: [Int] = []

  /// The images with a rim of zeros.
  private func rimmed(_ x: Tensor) -> Tensor {
    let s = x.shape
    var out = Tensor(repeating: 0, shape: [s[0], s[1], s[2] + 2 * padding, s[3] + 2 * padding])
    for n in 0..<s[0] {
      for i in 0..<s[1] {
        for r in 0..<s[2] {
          for c in 0..<s[3] { out[n, i, r + padding, c + padding] = x[n, i, r, c] }
        }
      }
    }
    return out
  }

  /// Calls with every place of the output and every place of a kernel.
  private func everywhere(_ shape: [Int], _ body: (_ n: Int, _ o: Int, _ h: Int, _ w: Int, _ i: Int, _ r: Int, _ c: Int) -> Void) {
    for n in 0..<shape[0] {
      for o in 0..<shape[1] {
        for h in 0..<shape[2] {
          for w in 0..<shape[3] {
            for i in 0..<W.shape[1] {
              for r in 0..<W.shape[2] {
                for c in 0..<W.shape[3] { body(n, o, h, w, i, r, c) }
              }
            }
          }
        }
      }
    }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    original = x.shape
    padded = rimmed(x)
    let shape = [x.shape[0], b.count, (padded.shape[2] - W.shape[2]) / stride + 1, (padded.shape[3] - W.shape[3]) / stride + 1]
    var y = Tensor(repeating: 0, shape: shape)
    let image = padded, kernel = W, s = stride
    everywhere(shape) { n, o, h, w, i, r, c in
      y[n, o, h, w] += image[n, i, h * s + r, w * s + c] * kernel[o, i, r, c]
    }
    for n in 0..<shape[0] {
      for o in 0..<shape[1] {
        for h in 0..<shape[2] {
          for w in 0..<shape[3] { y[n, o, h, w] += b[o] }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var gradient = Tensor.zeros(like: W), wide = Tensor.zeros(like: padded), bias = Tensor.zeros(like: b)
    let image = padded, kernel = W, s = stride
    everywhere(dy.shape) { n, o, h, w, i, r, c in
      let d = dy[n, o, h, w]
      gradient[o, i, r, c] += d * image[n, i, h * s + r, w * s + c]
      wide[n, i, h * s + r, w * s + c] += d * kernel[o, i, r, c]
    }
    for n in 0..<dy.shape[0] {
      for o in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] { bias[o] += dy[n, o, h, w] }
        }
      }
    }
    dW = gradient
    db = bias
    var dx = Tensor(repeating: 0, shape: original)
    for n in 0..<original[0] {
      for i in 0..<original[1] {
        for r in 0..<original[2] {
          for c in 0..<original[3] { dx[n, i, r, c] = wide[n, i, r + padding, c + padding] }
        }
      }
    }
    return dx
  }
}
