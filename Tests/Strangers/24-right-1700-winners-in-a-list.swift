import GradusKit

struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0

  private var winners: [Int] = []
  private var shape: [Int] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    shape = x.shape
    winners = []
    let (N, C, R, K) = (shape[0], shape[1], shape[2], shape[3])
    let height = (R + 2 * padding - size) / stride + 1
    let width = (K + 2 * padding - size) / stride + 1
    let pixels = x.values
    var out: [Double] = []
    for image in 0..<(N * C) {
      for h in 0..<height {
        let top = max(0, h * stride - padding)
        let bottom = min(R, h * stride - padding + size)
        for w in 0..<width {
          let left = max(0, w * stride - padding)
          let right = min(K, w * stride - padding + size)
          var best = (image * R + top) * K + left
          for row in top..<bottom {
            for column in left..<right {
              let place = (image * R + row) * K + column
              if pixels[place] > pixels[best] { best = place }
            }
          }
          winners.append(best)
          out.append(pixels[best])
        }
      }
    }
    return Tensor(shape: [N, C, height, width], values: out)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor(repeating: 0, shape: shape)
    for (k, place) in winners.enumerated() {
      dx[place] += dy[k]
    }
    return dx
  }
}
