import GradusKit

// A rim of −∞ is really put round the image; on the way back it is cut off again.
struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0
  private var padded = Tensor(0)
  private var y = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    let p = padding
    padded = Tensor(
      repeating: -.infinity, shape: [x.shape[0], x.shape[1], x.shape[2] + 2 * p, x.shape[3] + 2 * p])
    for n in 0..<x.shape[0] {
      for i in 0..<x.shape[1] {
        for r in 0..<x.shape[2] { for c in 0..<x.shape[3] { padded[n, i, r + p, c + p] = x[n, i, r, c] } }
      }
    }
    let height = (padded.shape[2] - size) / stride + 1
    let width = (padded.shape[3] - size) / stride + 1
    y = .zeros([x.shape[0], x.shape[1], height, width])
    for n in 0..<y.shape[0] {
      for i in 0..<y.shape[1] {
        for h in 0..<height {
          for w in 0..<width {
            var largest = padded[n, i, h * stride, w * stride]
            for r in 0..<size {
              for c in 0..<size { largest = max(largest, padded[n, i, h * stride + r, w * stride + c]) }
            }
            y[n, i, h, w] = largest
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let p = padding
    var dPadded = Tensor.zeros(like: padded)
    for n in 0..<dy.shape[0] {
      for i in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            search: for r in h * stride..<h * stride + size {
              for c in w * stride..<w * stride + size where padded[n, i, r, c] == y[n, i, h, w] {
                dPadded[n, i, r, c] += dy[n, i, h, w]
                break search
              }
            }
          }
        }
      }
    }
    var dx = Tensor.zeros([padded.shape[0], padded.shape[1], padded.shape[2] - 2 * p, padded.shape[3] - 2 * p])
    for n in 0..<dx.shape[0] {
      for i in 0..<dx.shape[1] {
        for r in 0..<dx.shape[2] { for c in 0..<dx.shape[3] { dx[n, i, r, c] = dPadded[n, i, r + p, c + p] } }
      }
    }
    return dx
  }
}
