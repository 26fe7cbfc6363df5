import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var images = Tensor(0)

  private func span(_ at: Int, _ kernel: Int, _ limit: Int) -> [(k: Int, p: Int)] {
    (0..<kernel).map { (k: $0, p: at * stride + $0 - padding) }.filter { $0.p >= 0 && $0.p < limit }
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    images = x
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], b.count, height, width])
    for h in 0..<height {
      let rows = span(h, W.shape[2], x.shape[2])
      for w in 0..<width {
        let columns = span(w, W.shape[3], x.shape[3])
        for n in 0..<x.shape[0] {
          for o in 0..<b.count {
            var sum = b[o]
            for i in 0..<x.shape[1] {
              for r in rows {
                for c in columns { sum += x[n, i, r.p, c.p] * W[o, i, r.k, c.k] }
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
    var dx = Tensor.zeros(like: images)
    db = Tensor.zeros(like: b)
    for n in 0..<images.shape[0] {
      dW = Tensor.zeros(like: W)
      for h in 0..<dy.shape[2] {
        let rows = span(h, W.shape[2], images.shape[2])
        for w in 0..<dy.shape[3] {
          let columns = span(w, W.shape[3], images.shape[3])
          for o in 0..<b.count {
            let d = dy[n, o, h, w]
            db[o] += d
            for i in 0..<images.shape[1] {
              for r in rows {
                for c in columns {
                  dW[o, i, r.k, c.k] += d * images[n, i, r.p, c.p]
                  dx[n, i, r.p, c.p] += d * W[o, i, r.k, c.k]
                }
              }
            }
          }
        }
      }
    }
    return dx
  }
}
