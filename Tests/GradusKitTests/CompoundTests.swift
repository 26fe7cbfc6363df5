import GradusKit
import Testing

/// Lines as students write them. That they compile at all is half of the test: an operator with two equally good meanings does not.
@Suite struct CompoundTests {
  private static let g = Parameters(names: ["W"], tensors: [Tensor(shape: [2], values: [1, -4])])
  private static let (beta1, beta2, epsilon, learningRate, t) = (0.5, 0.75, 0.25, 0.125, 2)

  private func numbers(_ parameters: Parameters) -> [Double] { parameters["W"].values }

  /// The value of m after each line.
  static let rows: [(title: String, change: @Sendable (inout Parameters, Parameters) -> Void, expected: [Double])] = [
    ("m /= 1 - pow(beta1, t)", { m, _ in m /= 1 - pow(beta1, t) }, [8 / 0.75, 16 / 0.75]),
    ("m /= (1 - pow(beta1, Double(t)))", { m, _ in m /= (1 - pow(beta1, Double(t))) }, [8 / 0.75, 16 / 0.75]),
    ("m *= 1 - beta1", { m, _ in m *= 1 - beta1 }, [4, 8]),
    ("m *= beta1", { m, _ in m *= beta1 }, [4, 8]),
    ("m *= -1", { m, _ in m *= -1 }, [-8, -16]),
    ("m *= -learningRate", { m, _ in m *= -learningRate }, [-1, -2]),
    ("m /= 2", { m, _ in m /= 2 }, [4, 8]),
    ("m *= 0.5", { m, _ in m *= 0.5 }, [4, 8]),
    ("m += 1", { m, _ in m += 1 }, [9, 17]),
    ("m -= 0.5", { m, _ in m -= 0.5 }, [7.5, 15.5]),
    ("m += 2 * learningRate", { m, _ in m += 2 * learningRate }, [8.25, 16.25]),
    ("m -= 1 - beta1 * 2", { m, _ in m -= 1 - beta1 * 2 }, [8, 16]),
    ("m /= 1 + Double(t)", { m, _ in m /= 1 + Double(t) }, [8.0 / 3, 16.0 / 3]),
    ("m *= learningRate / (1 - beta1)", { m, _ in m *= learningRate / (1 - beta1) }, [2, 4]),
    ("m *= sqrt(1 - beta2)", { m, _ in m *= sqrt(1 - beta2) }, [4, 8]),
    ("m += (1 - beta1) * g", { m, g in m += (1 - beta1) * g }, [8.5, 14]),
    ("m += 0.5 * g * g", { m, g in m += 0.5 * g * g }, [8.5, 24]),
    (
      "m -= learningRate * g / (sqrt(g * g) + epsilon)", { m, g in m -= learningRate * g / (sqrt(g * g) + epsilon) },
      [8 - 0.125 / 1.25, 16 + 0.5 / 4.25]
    ),
    ("m /= sqrt(g * g) + epsilon", { m, g in m /= sqrt(g * g) + epsilon }, [8 / 1.25, 16 / 4.25]),
    (
      "m *= 1 / (sqrt(g * g) + epsilon)", { m, g in m *= 1 / (sqrt(g * g) + epsilon) },
      [8 * (1 / 1.25), 16 * (1 / 4.25)]
    ),
    ("m -= 1 - g", { m, g in m -= 1 - g }, [8, 11]),
    ("m += 1 / g", { m, g in m += 1 / g }, [9, 15.75]),
    ("m += -learningRate * g", { m, g in m += -learningRate * g }, [7.875, 16.5]),
    ("m -= learningRate * (g + 0.5 * m)", { m, g in m -= learningRate * (g + 0.5 * m) }, [7.375, 15.5]),
    ("m *= g", { m, g in m *= g }, [8, -64]),
  ]

  @Test(arguments: rows) func inPlace(
    _ row: (title: String, change: @Sendable (inout Parameters, Parameters) -> Void, expected: [Double])
  ) {
    var m = Parameters(names: ["W"], tensors: [Tensor(shape: [2], values: [8, 16])])
    row.change(&m, Self.g)
    #expect(numbers(m) == row.expected, "\(row.title)")
  }

  @Test func assignments() {
    let g = Self.g
    let (beta1, beta2, epsilon, learningRate, t) = (Self.beta1, Self.beta2, Self.epsilon, Self.learningRate, Self.t)
    var m = Parameters(names: ["W"], tensors: [Tensor(shape: [2], values: [8, 16])])
    var v = m
    m = beta1 * m + (1 - beta1) * g
    #expect(numbers(m) == [4.5, 6])
    v = beta2 * v + (1 - beta2) * pow(g, 2)
    #expect(numbers(v) == [6.25, 16])
    v = v + (1 - beta2) * (g * g - v)
    #expect(numbers(v) == [4.9375, 16])
    v = max(beta2 * v, abs(g))
    #expect(numbers(v) == [3.703125, 12])
    let (corrected, root): (Double, Double) = (1 / 0.75, 4.25)
    #expect(numbers(1 / (1 - pow(beta1, t)) * m) == [corrected * 4.5, corrected * 6])
    #expect(numbers(learningRate * sqrt(1 - pow(beta2, t)) / (1 - pow(beta1, t)) * g).count == 2)
    #expect(numbers((1 - beta1 + beta2) * m) == [5.625, 7.5])
    #expect(numbers(1 - (1 - beta1) * m) == [-1.25, -2])
    #expect(numbers(m - 1 + beta1) == [4, 5.5] && numbers(2 - m) == [-2.5, -4] && numbers(-m) == [-4.5, -6])
    m["W"][0] *= 1 - beta1
    m["W"][1] = beta1 * m["W"][1] + (1 - beta1) * g["W"][1]
    #expect(numbers(m) == [2.25, 1])
    #expect(numbers(m / (sqrt(v * 0 + 16) + epsilon)) == [2.25 / root, 1 / root])
  }
}
