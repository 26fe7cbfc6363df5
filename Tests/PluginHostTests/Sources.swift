/// Submissions as students write them.
enum Sources {
  static let adam = """
    import GradusKit

    struct Adam: Optimizer {
      @Setting var learningRate = 0.001
      @Setting var beta1 = 0.9
      @Setting var beta2 = 0.999
      @Setting var epsilon = 1e-8
      var t = 0
      var m: Parameters = 0, v: Parameters = 0, mHat: Parameters = 0, vHat: Parameters = 0

      mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
        t += 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        mHat = m / (1 - pow(beta1, t))
        vHat = v / (1 - pow(beta2, t))
        weights -= learningRate * mHat / (sqrt(vHat) + epsilon)
      }
    }
    """

  /// The same with loops over plain arrays.
  static let loops = """
    import GradusKit

    struct Adam: Optimizer {
      @Setting var learningRate = 0.001
      @Setting var beta1 = 0.9
      @Setting var beta2 = 0.999
      @Setting var epsilon = 1e-8
      var t = 0
      var m: [String: [Double]] = [:], v: [String: [Double]] = [:]
      var mHat: Parameters = 0, vHat: Parameters = 0

      mutating func step(_ weights: inout Parameters, gradients: Parameters) {
        t += 1
        for name in weights.names {
          if m[name] == nil {
            m[name] = [Double](repeating: 0, count: weights[name].count)
            v[name] = [Double](repeating: 0, count: weights[name].count)
          }
          for i in 0..<weights[name].count {
            let g = gradients[name][i]
            m[name]![i] = beta1 * m[name]![i] + (1 - beta1) * g
            v[name]![i] = beta2 * v[name]![i] + (1 - beta2) * g * g
            mHat[name][i] = m[name]![i] / (1 - pow(beta1, t))
            vHat[name][i] = v[name]![i] / (1 - pow(beta2, t))
            weights[name][i] -= learningRate * mHat[name][i] / (sqrt(vHat[name][i]) + epsilon)
          }
        }
      }
    }
    """

  /// Returns an optimizer whose step is `body`, on lines of their own from the fifth on.
  static func stepping(_ body: String, before: String = "") -> String {
    """
    import GradusKit
    \(before)
    struct Adam: Optimizer {
      mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
    \(body)
      }
    }
    """
  }
}
