import GradusKit

struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0)
  var b = Tensor(0)
  var dW = Tensor(0)
  var db = Tensor(0)
  private var image = Tensor(0)

  /// Calls `body(output, position in kernel, pixel)` for all along one axis that meet within the image.
  private func meetings(_ size: Int, _ kernel: Int) -> [(out: Int, k: Int, pixel: Int)] {
    let outputs = (size + 2 * padding - kernel) / stride + 1
    var list: [(out: Int, k: Int, pixel: Int)] = []
    for pixel in 0..<size {
      for k in 0..<kernel {
        let distance = pixel + padding - k
        if distance < 0 || distance % stride != 0 { continue }
        if distance / stride < outputs { list.append((distance / stride, k, pixel)) }
      }
    }
    return list
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    image = x
    let height = (x.shape[2] + 2 * padding - W.shape[2]) / stride + 1
    let width = (x.shape[3] + 2 * padding - W.shape[3]) / stride + 1
    var y = Tensor.zeros([x.shape[0], b.count, height, width])
    let rows = meetings(x.shape[2], W.shape[2])
    let columns = meetings(x.shape[3], W.shape[3])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<height { for w in 0..<width { y[n, o, h, w] = b[o] } }
        for i in 0..<x.shape[1] {
          for r in rows {
            for c in columns {
              y[n, o, r.out, c.out] += W[o, i, r.k, c.k] * x[n, i, r.pixel, c.pixel]
            }
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let x = image
    dW = .zeros(like: W)
    db = .zeros(like: b)
    var dx = Tensor.zeros(like: x)
    let rows = meetings(x.shape[2], W.shape[2])
    let columns = meetings(x.shape[3], W.shape[3])
    for n in 0..<x.shape[0] {
      for o in 0..<b.count {
        for h in 0..<dy.shape[2] { for w in 0..<dy.shape[3] { db[o] += dy[n, o, h, w] } }
        for i in 0..<x.shape[1] {
          for r in rows {
            for c in columns {
              let d = dy[n, o, r.out, c.out]
              dW[o, i, r.k, c.k] += d * x[n, i, r.pixel, c.pixel]
              dx[n, i, r.pixel, c.pixel] += d * W[o, i, r.k, c.k]
            }
          }
        }
      }
    }
    return dx
  }
}
