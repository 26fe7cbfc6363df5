extension Forms {
  /// The same formulas over plain numbers and lists.
  static let lists = Forms(
    properties: """
      var dh: [Double] = [], h: [Double] = [], b1: [Double] = [], x: [Double] = [], w2: [Double] = [], flat: [Double] = []
      var ys: [Double] = [], ts: [Double] = [], xs: [Double] = [], zs: [Double] = [], exps: [Double] = [], softmax0: [Double] = []
      var W1: [[Double]] = []
      var z0 = 0.0, y0 = 0.0, t0 = 0.0, x0 = 0.0, w = 0.0, bias = 0.0, b2 = 0.0, dz2 = 0.0, loss = 0.0, mean0 = 0.0, variance0 = 0.0
      var eta = 0.1, eps = 1e-8, vw = 0.0, mw = 0.0, beta = 0.9, beta1 = 0.9, beta2 = 0.9, dwSum = 0.0, alpha = 1.0, u1 = 0.1, u2 = 0.2
      var s0 = 1.0, p0 = 0.5, previous = 0.0
      var f1: Float = 0.5
      var hidden = 1, inputs = 1, n = 1, d = 2, e = 1, t = 1
      var batch: [Int] = []
      var generator = SeededGenerator(seed: 1)
      """,
    signature: "()",
    lines: """
      let dz1 = (0..<hidden).map { j in dh[j] * (1 - h[j] * h[j]) }
      let dz1 = (0..<hidden).map { dh[$0] * (1 - h[$0] * h[$0]) }
      let dz1 = zip(dh, h).map { $0 * (1 - $1 * $1) }
      let dz1 = zip(dh, h).map { dh, h in dh * (1 - h * h) }
      let dz1 = h.indices.map { w2[$0] * dz2 * (1 - pow(h[$0], 2)) }
      let h1 = (0..<hidden).map { j in tanh(b1[j] + (0..<inputs).map { i in W1[j][i] * x[i] }.reduce(0, +)) }
      let h1 = (0..<hidden).map { j in tanh(b1[j] + zip(W1[j], x).map { $0 * $1 }.reduce(0, +)) }
      let h1 = (0..<hidden).map { j in tanh(b1[j] + zip(W1[j], x).map(*).reduce(0, +)) }
      let h1 = zip(W1, b1).map { row, bias in tanh(zip(row, x).map(*).reduce(bias, +)) }
      let h1 = (0..<n).map { j in tanh(b1[j] + (0..<d).map { flat[j * d + $0] * x[e * d + $0] }.reduce(0, +)) }
      let h1 = (0..<hidden).map { j in 1 / (1 + exp(-(b1[j] + (0..<inputs).map { W1[j][$0] * x[$0] }.reduce(0, +)))) }
      let h1 = W1.map { row in max(0, zip(row, x).reduce(0) { $0 + $1.0 * $1.1 }) }
      let z = zip(w2, h).map(*).reduce(0, +) + b2
      let z = zip(w2, h).reduce(b2) { $0 + $1.0 * $1.1 }
      let z = (0..<hidden).reduce(b2) { $0 + w2[$1] * h[$1] }
      let y = 1 / (1 + exp(-z0))
      let y = 1.0 / (1.0 + exp(-(w * x0 + bias)))
      let y = sigmoid(w * x0 + bias)
      let y = exp(z0) / (1 + exp(z0))
      let y = z0 >= 0 ? 1 / (1 + exp(-z0)) : exp(z0) / (1 + exp(z0))
      let dw = (y0 - t0) * y0 * (1 - y0) * x0
      dwSum += (y0 - t0) * y0 * (1 - y0) * x0
      w -= eta * dwSum
      w = w - (eta / sqrt(vw + eps)) * dwSum
      vw = beta * vw + (1 - beta) * dwSum * dwSum
      vw = beta * vw + (1 - beta) * pow(dwSum, 2)
      w -= eta * (mw / (1 - pow(beta1, Double(t)))) / (sqrt(vw / (1 - pow(beta2, Double(t)))) + eps)
      w -= eta * (mw / (1 - pow(beta1, t))) / (sqrt(vw / (1 - pow(beta2, t))) + eps)
      loss += -(t0 * log(y0) + (1 - t0) * log(1 - y0))
      loss -= (t0 * log(y0) + (1 - t0) * log(1 - y0)) / Double(n)
      loss += max(z0, 0) - z0 * t0 + log1p(exp(-abs(z0)))
      loss += (max(z0, 0) - z0 * t0 + log(1 + exp(-abs(z0)))) / Double(batch.count)
      loss += 0.5 * (y0 - t0) * (y0 - t0)
      loss = zip(ys, ts).map { -($1 * log($0) + (1 - $1) * log(1 - $0)) }.reduce(0, +) / Double(n)
      loss = zip(ys, ts).reduce(0) { $0 - ($1.1 * log($1.0) + (1 - $1.1) * log(1 - $1.0)) } / Double(ys.count)
      loss = ys.indices.map { pow(ys[$0] - ts[$0], 2) }.reduce(0, +) / Double(ys.count)
      let softmax = zs.map { exp($0 - zs.max()!) / zs.map { exp($0 - zs.max()!) }.reduce(0, +) }
      let exps = zs.map { exp($0 - zs.max()!) }
      let softmax = exps.map { $0 / exps.reduce(0, +) }
      let total = -zip(ts, softmax0).map { $0 * log($1) }.reduce(0, +)
      let mean = xs.reduce(0, +) / Double(xs.count)
      let variance = xs.map { ($0 - mean0) * ($0 - mean0) }.reduce(0, +) / Double(xs.count)
      let normalised = xs.map { ($0 - mean0) / sqrt(variance0 + eps) }
      let scaled = xs.map { 2 * ($0 - xs.min()!) / (xs.max()! - xs.min()!) - 1 }
      let random = (0..<n).map { _ in 2 * generator.uniform() - 1 }
      let random = (0..<n).map { _ in (2 * generator.uniform() - 1) * sqrt(6 / Double(inputs + hidden)) }
      let random = sqrt(-2 * log(1 - generator.uniform())) * cos(2 * .pi * generator.uniform())
      let random = sqrt(-2.0 * log(u1)) * cos(2.0 * Double.pi * u2)
      let gauss = exp(-x0 * x0 / 2) / sqrt(2 * .pi)
      let gauss = 1 / (s0 * sqrt(2 * Double.pi)) * exp(-0.5 * pow((x0 - mean0) / s0, 2))
      let gelu = 0.5 * x0 * (1 + erf(x0 / sqrt(2)))
      let gelu = 0.5 * x0 * (1 + tanh(sqrt(2 / .pi) * (x0 + 0.044715 * pow(x0, 3))))
      let th = (exp(x0) - exp(-x0)) / (exp(x0) + exp(-x0))
      let elu = x0 > 0 ? x0 : alpha * (exp(x0) - 1)
      let leaky = max(0.01 * x0, x0)
      let softplus = log(1 + exp(x0))
      let swish = x0 / (1 + exp(-x0))
      let norm = sqrt(xs.map { $0 * $0 }.reduce(0, +))
      let norm = sqrt(zip(xs, ys).map { ($0 - $1) * ($0 - $1) }.reduce(0, +))
      let norm = hypot(x0, y0) + sqrt(x0 * x0 + y0 * y0)
      let index = (n - 1) * d + e % d
      let count = Int(ceil(Double(n) / Double(d)))
      let single = sqrt(f1) + exp(-f1) * pow(f1, 2) + tanh(f1) / 2
      let single = f1 / (1 + exp(-f1))
      let mixed = Double(f1) * x0 + Double(n) / 2
      let probability = 1 - pow(1 - p0, Double(n))
      let smooth = beta * previous + (1 - beta) * x0
      let smooth = xs.reduce(0) { beta * $0 + (1 - beta) * $1 }
      let matrix = (0..<n).map { i in (0..<d).map { j in i == j ? 1.0 : 0.0 } }
      let product = W1.map { row in (0..<d).map { j in zip(row, W1.map { $0[j] }).map(*).reduce(0, +) } }
      for i in 0..<n { for j in 0...d where j != i { loss += x[i] * x[j] } }
      for k in (1...n).reversed() { loss *= 1 - Double(k) / Double(n) }
      let part = Array(x[1..<n - 1]) + x[0...2]
      let shuffled = (0..<n).shuffled(using: &generator)
      let total = (1...n).reduce(0) { $0 + pow(-1, Double($1)) / Double($1) }
      let inside = (0.0...1.0).contains(x0) && (0..<10).contains(n)
      let root = sqrt(2)
      let length = 2 * sqrt(2) + max(sqrt(2), 1)
      let same = pow(2, 3) == 8 && exp(1) > 2 && log2(8) == 3
      let half = pow(2, -3) + pow(10, 2.5)
      let turn = atan2(1, 1) * 4 + hypot(3, 4)
      let single: Float = sqrt(2) + 2 * exp(1)
      print(sqrt(2), pow(2, 0.5), exp(1), sqrt(3) / 2)
      """)
}
