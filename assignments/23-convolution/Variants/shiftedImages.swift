import GradusKit

// For each entry of the kernels one image: what that entry meets at every output.
struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0), b = Tensor(0), dW = Tensor(0), db = Tensor(0)
  private var x = Tensor(0)

  private func extent(_ axis: Int) -> Int { (x.shape[axis] + 2 * padding - W.shape[axis]) / stride + 1 }

  private func place(_ r: Int, _ c: Int, _ h: Int, _ w: Int) -> (row: Int, column: Int)? {
    let place = (row: stride * h + r - padding, column: stride * w + c - padding)
    return 0..<x.shape[2] ~= place.row && 0..<x.shape[3] ~= place.column ? place : nil
  }

  private func met(_ n: Int, _ i: Int, _ r: Int, _ c: Int) -> Tensor {
    var image = Tensor.zeros([extent(2), extent(3)])
    for h in 0..<extent(2) {
      for w in 0..<extent(3) {
        if let place = place(r, c, h, w) { image[h, w] = x[n, i, place.row, place.column] }
      }
    }
    return image
  }

  private func image(_ y: Tensor, _ n: Int, _ o: Int) -> Tensor { y[row: n][row: o] }

  mutating func forward(_ x: Tensor) -> Tensor {
    self.x = x
    var images: [Double] = []
    for n in 0..<x.shape[0] {
      for o in 0..<W.shape[0] {
        var sum = Tensor(repeating: b[o], shape: [extent(2), extent(3)])
        for i in 0..<W.shape[1] {
          for r in 0..<W.shape[2] { for c in 0..<W.shape[3] { sum += W[o, i, r, c] * met(n, i, r, c) } }
        }
        images += sum.values
      }
    }
    return Tensor(shape: [x.shape[0], W.shape[0], extent(2), extent(3)], values: images)
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: x)
    dW = .zeros(like: W)
    db = Tensor((0..<W.shape[0]).map { o in (0..<x.shape[0]).reduce(0) { $0 + image(dy, $1, o).sum() } })
    for n in 0..<x.shape[0] {
      for o in 0..<W.shape[0] {
        let slopes = image(dy, n, o)
        for i in 0..<W.shape[1] {
          for r in 0..<W.shape[2] {
            for c in 0..<W.shape[3] {
              dW[o, i, r, c] += (slopes * met(n, i, r, c)).sum()
              for h in 0..<extent(2) {
                for w in 0..<extent(3) {
                  guard let place = place(r, c, h, w) else { continue }
                  dx[n, i, place.row, place.column] += slopes[h, w] * W[o, i, r, c]
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
