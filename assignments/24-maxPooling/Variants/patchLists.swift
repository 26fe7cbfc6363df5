import GradusKit

// Each patch as the list of its places, made once and searched there and back.
final class MaxPooling: Layer {
  @Setting var size = 2
  @Setting var stride = 2
  @Setting var padding = 0
  private var x = Tensor(0)

  init() {}

  private func places(_ extent: Int, _ output: Int) -> [Int] {
    (0..<size).map { output * stride + $0 - padding }.filter { (0..<extent).contains($0) }
  }

  private func outputs(of extent: Int) -> Range<Int> { 0..<(extent + 2 * padding - size) / stride + 1 }

  private var patches: [[[Int]]] {
    let (height, width) = (x.shape[2], x.shape[3])
    return (0..<x.shape[0] * x.shape[1]).flatMap { image in
      outputs(of: height).map { h in
        outputs(of: width).flatMap { w in
          [places(height, h).flatMap { row in places(width, w).map { (image * height + row) * width + $0 } }]
        }
      }
    }
  }

  func forward(_ x: Tensor) -> Tensor {
    self.x = x
    let values = patches.flatMap { $0 }.map { patch in patch.map { x[$0] }.max()! }
    return Tensor(
      shape: [x.shape[0], x.shape[1], outputs(of: x.shape[2]).count, outputs(of: x.shape[3]).count], values: values)
  }

  func backward(_ dy: Tensor) -> Tensor {
    var dx = Tensor.zeros(like: x)
    for (patch, slope) in zip(patches.flatMap { $0 }, dy) {
      dx[patch.max { x[$0] < x[$1] }!] += slope
    }
    return dx
  }
}
