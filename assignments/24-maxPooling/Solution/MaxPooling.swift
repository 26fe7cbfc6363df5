import GradusKit

struct MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0

  private var shape: [Int] = []
  // The pixel that each output was taken from, by its place among all pixels.
  private var winners: [Int] = []

  mutating func forward(_ x: Tensor) -> Tensor {
    shape = x.shape
    winners = []
    let height = (shape[2] + 2 * padding - size) / stride + 1
    let width = (shape[3] + 2 * padding - size) / stride + 1
    var y: [Double] = []
    for n in 0..<shape[0] {
      for i in 0..<shape[1] {
        for h in 0..<height {
          for w in 0..<width {
            var best = (value: -Double.infinity, place: 0)
            // What lies outside of the image is not looked at.
            for row in max(0, h * stride - padding)..<min(shape[2], h * stride - padding + size) {
              for column in max(0, w * stride - padding)..<min(shape[3], w * stride - padding + size) {
                if x[n, i, row, column] > best.value {
                  best = (x[n, i, row, column], ((n * shape[1] + i) * shape[2] + row) * shape[3] + column)
                }
              }
            }
            y.append(best.value)
            winners.append(best.place)
          }
        }
      }
    }
    return Tensor(shape: [shape[0], shape[1], height, width], values: y)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    // A pixel may be the largest of several patches: its gradients add up.
    var dx = Tensor.zeros(shape)
    for (output, place) in winners.enumerated() { dx[place] += dy[output] }
    return dx
  }
}
