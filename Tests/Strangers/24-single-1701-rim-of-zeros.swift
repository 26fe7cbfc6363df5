import GradusKit

struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0
  var x = Tensor(0)

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let height = (x.shape[2] + 2 * padding - size) / stride + 1
    let width = (x.shape[3] + 2 * padding - size) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], x.shape[1], height, width])
    for n in 0..<x.shape[0] {
      for i in 0..<x.shape[1] {
        for h in 0..<height {
          for w in 0..<width {
            var largest = -Double.infinity
            for r in 0..<size {
              for c in 0..<size {
                let row = h * stride + r - padding
                let column = w * stride + c - padding
                let inside = row >= 0 && row < x.shape[2] && column >= 0 && column < x.shape[3]
                largest = max(largest, inside ? x[n, i, row, column] : 0)
              }
            }
            y[n, i, h, w] = largest
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: x)
    for n in 0..<dy.shape[0] {
      for i in 0..<dy.shape[1] {
        for h in 0..<dy.shape[2] {
          for w in 0..<dy.shape[3] {
            // look for the largest pixel again
            var place: (Int, Int)? = nil
            for row in (h * stride - padding)..<(h * stride - padding + size) {
              for column in (w * stride - padding)..<(w * stride - padding + size) {
                if row < 0 || row >= x.shape[2] || column < 0 || column >= x.shape[3] { continue }
                if let (a, b) = place, x[n, i, row, column] <= x[n, i, a, b] { continue }
                place = (row, column)
              }
            }
            if let (a, b) = place { dx[n, i, a, b] += dy[n, i, h, w] }
          }
        }
      }
    }
    return dx
  }
}
