import GradusKit

// The other way round: every pixel of the image gives to the outputs that it reaches, and collects from them.
final class Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0), b = Tensor(0)
  private(set) var dW = Tensor(0), db = Tensor(0)
  private var x = Tensor(0)

  init() {}

  /// The output that a pixel reaches with an entry of the kernel, along one axis.
  private func output(_ pixel: Int, _ entry: Int, below count: Int) -> Int? {
    let shifted = pixel + padding - entry
    guard shifted >= 0, shifted % stride == 0, shifted / stride < count else { return nil }
    return shifted / stride
  }

  private func visit(_ y: Tensor, _ body: (_ x: [Int], _ W: [Int], _ y: [Int]) -> Void) {
    for n in 0..<x.shape[0] {
      for i in 0..<x.shape[1] {
        for row in 0..<x.shape[2] {
          for column in 0..<x.shape[3] {
            for r in 0..<W.shape[2] {
              guard let h = output(row, r, below: y.shape[2]) else { continue }
              for c in 0..<W.shape[3] {
                guard let w = output(column, c, below: y.shape[3]) else { continue }
                for o in 0..<W.shape[0] { body([n, i, row, column], [o, i, r, c], [n, o, h, w]) }
              }
            }
          }
        }
      }
    }
  }

  func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let extents = [2, 3].map { (x.shape[$0] + 2 * padding - W.shape[$0]) / stride + 1 }
    var y = Tensor.zeros([x.shape[0], W.shape[0]] + extents)
    visit(y) { y[$2] += x[$0] * W[$1] }
    for i in y.indices { y[i] += b[i / (extents[0] * extents[1]) % b.count] }
    return y
  }

  func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: x)
    var slopes = Tensor.zeros(like: W)
    visit(dy) {
      dx[$0] += dy[$2] * W[$1]
      slopes[$1] += dy[$2] * x[$0]
    }
    dW = slopes
    db = .zeros(like: b)
    let area = dy.shape[2] * dy.shape[3]
    for i in dy.indices { db[i / area % b.count] += dy[i] }
    return dx
  }
}
