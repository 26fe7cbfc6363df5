import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var saved = Tensor(0)

  /// The number of a pixel along one axis, or nothing outside of the image.
  private func place(_ k: Int, _ r: Int, of size: Int, by s: Int = 1) -> Int? {
    let p = k * s + r - padding
    return p >= 0 && p < size ? p : nil
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    saved = x
    let s = x.shape, k = W.shape
    let height = (s[2] + 2 * padding - k[2]) / stride + 1
    let width = (s[3] + 2 * padding - k[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [s[0], b.count, height, width])
    for n in 0..<s[0] {
      for o in 0..<k[0] {
        for h in 0..<height {
          for w in 0..<width {
            var sum = b[o]
            for r in 0..<k[2] {
              guard let row = place(h, r, of: s[2], by: stride) else { continue }
              for c in 0..<k[3] {
                guard let column = place(w, c, of: s[3], by: stride) else { continue }
                for i in 0..<k[1] { sum += x[n, i, row, column] * W[o, i, r, c] }
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
    let s = saved.shape, k = W.shape, d = dy.shape
    db = dy.sum(axis: 3).sum(axis: 2).sum(axis: 0)

    dW = Tensor.zeros(like: W)
    for n in 0..<d[0] {
      for o in 0..<d[1] {
        for r in 0..<k[2] {
          for h in 0..<d[2] {
            guard let row = place(h, r, of: s[2]) else { continue }
            for c in 0..<k[3] {
              for w in 0..<d[3] {
                guard let column = place(w, c, of: s[3]) else { continue }
                for i in 0..<k[1] { dW[o, i, r, c] += dy[n, o, h, w] * saved[n, i, row, column] }
              }
            }
          }
        }
      }
    }

    var dx = Tensor.zeros(like: saved)
    for n in 0..<d[0] {
      for o in 0..<d[1] {
        for h in 0..<d[2] {
          for r in 0..<k[2] {
            guard let row = place(h, r, of: s[2], by: stride) else { continue }
            for w in 0..<d[3] {
              for c in 0..<k[3] {
                guard let column = place(w, c, of: s[3], by: stride) else { continue }
                for i in 0..<k[1] { dx[n, i, row, column] += dy[n, o, h, w] * W[o, i, r, c] }
              }
            }
          }
        }
      }
    }
    return dx
  }
}
