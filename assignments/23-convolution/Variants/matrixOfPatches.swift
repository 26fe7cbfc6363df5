import GradusKit

// Every patch that a kernel covers becomes a row of a matrix: the convolution is then a product of matrices.
struct Convolution: Layer {
  @Setting var stride = 1
  @Setting var padding = 0
  var W = Tensor(0), b = Tensor(0), dW = Tensor(0), db = Tensor(0)
  private var shape: [Int] = []
  private var patches = Tensor(0)

  private var kernels: Tensor { W.reshaped(W.shape[0], -1) }
  private var height: Int { (shape[2] + 2 * padding - W.shape[2]) / stride + 1 }
  private var width: Int { (shape[3] + 2 * padding - W.shape[3]) / stride + 1 }

  /// The flat position in x of every entry of every patch; nil in the padding.
  private var positions: [[Int?]] {
    var rows: [[Int?]] = []
    for n in 0..<shape[0] {
      for h in 0..<height {
        for w in 0..<width {
          var row: [Int?] = []
          for i in 0..<shape[1] {
            for r in 0..<W.shape[2] {
              for c in 0..<W.shape[3] {
                let (y, x) = (h * stride + r - padding, w * stride + c - padding)
                let inside = (0..<shape[2]).contains(y) && (0..<shape[3]).contains(x)
                row.append(inside ? ((n * shape[1] + i) * shape[2] + y) * shape[3] + x : nil)
              }
            }
          }
          rows.append(row)
        }
      }
    }
    return rows
  }

  mutating func forward(_ x: Tensor) -> Tensor {
    shape = x.shape
    patches = Tensor(positions.map { $0.map { $0.map { x[$0] } ?? 0 } })
    let outputs = matmul(patches, kernels.transposed()) + b
    var y = Tensor.zeros([shape[0], W.shape[0], height, width])
    for n in 0..<shape[0] {
      for o in 0..<W.shape[0] {
        for k in 0..<height * width {
          y[(n * W.shape[0] + o) * height * width + k] = outputs[n * height * width + k, o]
        }
      }
    }
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let area = height * width
    var slopes = Tensor.zeros([shape[0] * area, W.shape[0]])
    for n in 0..<shape[0] {
      for o in 0..<W.shape[0] {
        for k in 0..<area { slopes[n * area + k, o] = dy[(n * W.shape[0] + o) * area + k] }
      }
    }
    dW = matmul(slopes.transposed(), patches).reshaped(W.shape)
    db = slopes.sum(axis: 0)
    let dPatches = matmul(slopes, kernels)
    var dx = Tensor.zeros(shape)
    for (row, places) in positions.enumerated() {
      for (entry, place) in places.enumerated() {
        if let place { dx[place] += dPatches[row, entry] }
      }
    }
    return dx
  }
}
