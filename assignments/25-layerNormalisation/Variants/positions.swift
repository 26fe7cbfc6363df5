import GradusKit

// An object for each position, which does the work for its own features.
private struct Position {
  let x: Tensor
  let mean: Double, variance: Double
  let xHat: Tensor
  private let width: Double

  init(_ x: Tensor, epsilon: Double) {
    self.x = x
    mean = x.mean()
    let centred = x - mean
    variance = dot(centred, centred) / Double(x.count)
    width = sqrt(variance + epsilon)
    xHat = centred / width
  }

  func back(_ dxHat: Tensor) -> Tensor {
    (dxHat - dxHat.mean() - xHat * (dot(dxHat, xHat) / Double(x.count))) / width
  }
}

final class LayerNormalisation: Layer {
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0)
  var beta = Tensor(0)
  private var all: [[Position]] = []
  var mean: [[Double]] { all.map { $0.map(\.mean) } }
  var variance: [[Double]] { all.map { $0.map(\.variance) } }
  var xHat: [[[Double]]] { all.map { $0.map(\.xHat.values) } }
  private(set) var dgamma = Tensor(0)
  private(set) var dbeta = Tensor(0)

  init() {}

  private func features(_ t: Tensor, _ sequence: Int, _ position: Int) -> Tensor {
    Tensor((0..<t.shape[2]).map { t[sequence, position, $0] })
  }

  func forward(_ x: Tensor) -> Tensor {
    all = (0..<x.shape[0]).map { n in
      (0..<x.shape[1]).map { Position(features(x, n, $0), epsilon: epsilon) }
    }
    return Tensor(shape: x.shape, values: all.flatMap { $0.flatMap { (gamma * $0.xHat + beta).values } })
  }

  func backward(_ dy: Tensor) -> Tensor {
    dgamma = .zeros(like: gamma)
    dbeta = .zeros(like: beta)
    var dx: [Double] = []
    for n in all.indices {
      for t in all[n].indices {
        let own = features(dy, n, t)
        dgamma += own * all[n][t].xHat
        dbeta += own
        dx += all[n][t].back(own * gamma).values
      }
    }
    return Tensor(shape: dy.shape, values: dx)
  }
}
