import GradusKit

/// An image batch with a rim of zeros, and a way to take the rim off again.
private struct Framed {
  var pixels: Tensor
  let rim: Int

  init(_ x: Tensor, rim: Int) {
    self.rim = rim
    let s = x.shape
    pixels = Tensor(repeating: 0, shape: [s[0], s[1], s[2] + 2 * rim, s[3] + 2 * rim])
    for n in 0..<s[0] {
      for i in 0..<s[1] {
        for r in 0..<s[2] {
          for c in 0..<s[3] { pixels[n, i, r + rim, c + rim] = x[n, i, r, c] }
        }
      }
    }
  }

  var inner: Tensor {
    let s = pixels.shape
    var x = Tensor(repeating: 0, shape: [s[0], s[1], s[2] - 2 * rim, s[3] - 2 * rim])
    for n in 0..<s[0] {
      for i in 0..<s[1] {
        for r in 0..<x.shape[2] {
          for c in 0..<x.shape[3] { x[n, i, r, c] = pixels[n, i, r + rim, c + rim] }
        }
      }
    }
    return x
  }
}

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)

  private var framed: Framed?

  mutating func forward(_ x: Tensor) -> Tensor {
    let frame = Framed(x, rim: padding)
    framed = frame
    let k = W.shape
    let height = (frame.pixels.shape[2] - k[2]) / stride + 1
    let width = (frame.pixels.shape[3] - k[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], k[0], height, width])
    for n in 0..<x.shape[0] {
      for o in 0..<k[0] {
        for h in 0..<height {
          for w in 0..<width {
            var sum = b[o]
            for i in 0..<k[1] {
              for r in 0..<k[2] {
                for c in 0..<k[3] {
                  sum += frame.pixels[n, i, h * stride + r, w * stride + c] * W[o, i, r, c]
                }
              }
            }
            y[n, o, h, w] = sum
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    guard let frame = framed else { return dy }
    let k = W.shape, s = dy.shape
    var back = frame
    back.pixels = Tensor.zeros(like: frame.pixels)
    dW = Tensor.zeros(like: W)
    db = Tensor.zeros(like: b)
    for n in 0..<s[0] {
      for o in 0..<s[1] {
        for h in 0..<s[2] {
          for w in 0..<s[3] {
            let d = dy[n, o, h, w]
            db[o] += d
            for i in 0..<k[1] {
              for r in 0..<k[2] {
                for c in 0..<k[3] {
                  dW[o, i, r, c] += d * frame.pixels[n, i, h * stride + r, w * stride + c]
                  back.pixels[n, i, h * stride + r, w * stride + c] += d * W[o, i, r, c]
                }
              }
            }
          }
        }
      }
    }
    return back.inner
  }
}
