import GradusKit

struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0
  var picked: [[Int]] = []   // n, i, row, column of each output
  var inputShape: [Int] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    inputShape = x.shape
    picked = []
    let height = (x.shape[2] + 2 * padding - size) / stride + 1
    let width = (x.shape[3] + 2 * padding - size) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], x.shape[1], height, width])
    for n in 0..<x.shape[0] {
      for i in 0..<x.shape[1] {
        for h in 0..<height {
          for w in 0..<width {
            var best = -Double.infinity
            var place = [n, i, 0, 0]
            for r in 0..<size {
              for c in 0..<size {
                let row = h * stride + r - padding
                let column = w * stride + c - padding
                if row < 0 || row >= x.shape[2] || column < 0 || column >= x.shape[3] { continue }
                if x[n, i, row, column] > best {
                  best = x[n, i, row, column]
                  place = [n, i, row, column]
                }
              }
            }
            y[n, i, h, w] = best
            picked.append(place)
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor(repeating: 0, shape: inputShape)
    for k in 0..<dy.count {
      let p = picked[k]
      dx[p[0], p[1], p[2], p[3]] = dy[k]
    }
    return dx
  }
}
