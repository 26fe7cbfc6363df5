import GradusKit

struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0
  var x = Tensor(0)

  /// pixels of a patch that lie in the image
  func patch(_ h: Int, _ w: Int) -> [(Int, Int)] {
    var places: [(Int, Int)] = []
    for r in 0..<size {
      for c in 0..<size {
        let row = h * stride + r - padding
        let column = w * stride + c - padding
        if row >= 0 && row < x.shape[2] && column >= 0 && column < x.shape[3] {
          places.append((row, column))
        }
      }
    }
    return places
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let height = (x.shape[2] + 2 * padding - size) / stride + 1
    let width = (x.shape[3] + 2 * padding - size) / stride + 1
    var y = Tensor(repeating: 0, shape: [x.shape[0], x.shape[1], height, width])
    for h in 0..<height {
      for w in 0..<width {
        let places = patch(h, w)
        for n in 0..<x.shape[0] {
          for i in 0..<x.shape[1] {
            y[n, i, h, w] = places.map { x[n, i, $0.0, $0.1] }.max()!
          }
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: x)
    for h in 0..<dy.shape[2] {
      for w in 0..<dy.shape[3] {
        for (row, column) in patch(h, w) {
          for n in 0..<dy.shape[0] {
            for i in 0..<dy.shape[1] {
              dx[n, i, row, column] += dy[n, i, h, w] / Double(size * size)
            }
          }
        }
      }
    }
    return dx
  }
}
