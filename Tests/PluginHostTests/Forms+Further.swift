extension Forms {
  /// Optimizers that the notes do not have, as their papers write them.
  static let furtherOptimizers = Forms(
    properties: """
      @Setting var lr = 0.1
      @Setting var b1 = 0.9
      @Setting var b2 = 0.99
      @Setting var eps = 1e-8
      var t = 0, weightDecay = 0.01, momentum = 0.9, dampening = 0.0, alpha = 0.99, clipValue = 1.0, ams = false, nesterov = true
      var m: Parameters = 0, v: Parameters = 0, buf: Parameters = 0, vmax: Parameters = 0, sq: Parameters = 0, delta: Parameters = 0, mh: Parameters = 0, vh: Parameters = 0, n: Parameters = 0
      var md: [String: Tensor] = [:], vd: [String: Tensor] = [:]
      """,
    signature: "(_ w: inout Parameters, _ g: Parameters)",
    lines: """
      w -= lr * (nesterov ? g + momentum * buf : buf)
      buf = t == 1 ? g : momentum * buf + (1 - dampening) * g
      let d = g + weightDecay * w; buf = momentum * buf + (1 - dampening) * d; w -= lr * (d + momentum * buf)
      w -= lr * mh / (sqrt(ams ? max(vmax, vh) : vh) + eps)
      let step = lr / (1 - pow(b1, Double(t))); let denom = sqrt(v) / sqrt(1 - pow(b2, Double(t))) + eps; w -= step * m / denom
      w = w - (lr * sqrt(1 - pow(b2, t)) / (1 - pow(b1, t))) * (m / (sqrt(v) + eps))
      delta = alpha * delta + (1 - alpha) * pow(sqrt(delta + eps) / sqrt(sq + eps) * g, 2)
      md = md.merging(["W": g["W"]]) { b1 * $0 + (1 - b1) * $1 }
      for (name, grad) in g { md[name] = b1 * (md[name] ?? .zeros(like: grad)) + (1 - b1) * grad }
      for (name, grad) in g { vd[name] = b2 * vd[name, default: .zeros(like: grad)] + (1 - b2) * grad * grad }
      for name in g.names { w[name] -= lr * (md[name]! / (1 - pow(b1, t))) / (sqrt(vd[name]! / (1 - pow(b2, t))) + eps) }
      w = zip(w, zip(m, v) { ($0 / (1 - pow(b1, t))) / (sqrt($1 / (1 - pow(b2, t))) + eps) }) { $0 - lr * $1 }
      let r = 2 / (1 - b2) - 1 - 2 * Double(t) * pow(b2, t) / (1 - pow(b2, t))
      let rho = 2.0 / (1.0 - b2) - 1.0; let rect = sqrt((rho - 4) * (rho - 2) * rho / ((rho - 4) * (rho - 2) * rho)) ; w -= lr * rect * mh / (sqrt(vh) + eps)
      let trust = w.norm() / (mh / (sqrt(vh) + eps) + weightDecay * w).norm(); w -= lr * trust * (mh / (sqrt(vh) + eps) + weightDecay * w)
      w -= lr * min(1, clipValue / (g.norm() + 1e-6)) * g
      let c = g.mapValues { $0 * min(1, clipValue / $0.norm()) }
      w["W"][0, 1] -= lr * g["W"][0, 1] / (sqrt(v["W"][0, 1]) + eps)
      v = b2 * v + (1 - b2) * (g - m) * (g - m) + eps; w -= lr * (m / (1 - pow(b1, t))) / (sqrt(v / (1 - pow(b2, t))) + eps)
      w -= lr * sign(b1 * m + (1 - b1) * g) + lr * weightDecay * w
      n += g * g; let z = (sqrt(n) - sqrt(n - g * g)) / lr * w; w = -1 * (z - sign(z) * eps) / ((eps + sqrt(n)) / lr + weightDecay)
      let lrT = lr * (0.5 * (1 + cos(Double(t) * Double.pi / 100))); w -= lrT * (g + 2 * weightDecay * w)
      let loss = Objective.loss(at: w - lr * g) - Objective.loss(at: w) + 1e-4 * lr * (g * g).sum()
      (m, v) = (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g)
      """)

  /// Layers and losses that the notes do not have.
  static let furtherLayers = Forms(
    properties: """
      var W = Tensor(0), b = Tensor(0), x = Tensor(0), h = Tensor(0), c = Tensor(0), Wf = Tensor(0), Uf = Tensor(0), bf = Tensor(0), y = Tensor(0), dW = Tensor(0), db = Tensor(0), g = Tensor(0), be = Tensor(0)
      var n = 3, k = 2, stride = 1, pad = 0, loss = 0.0, eps = 1e-5, p = 0.5
      var gen = SeededGenerator(seed: 2)
      """,
    signature: "(_ x: Tensor, _ t: Tensor)",
    lines: """
      let f = 1 / (1 + exp(-(matmul(x, Wf.transposed()) + matmul(h, Uf.transposed()) + bf)))
      let s = exp(x - x.max(axis: 1, keepDims: true)) / exp(x - x.max(axis: 1, keepDims: true)).sum(axis: 1, keepDims: true)
      loss = -(t * log(max(y, 1e-12))).sum() / Double(x.shape[0])
      loss = -zip(t, y).map { $0 * log($1) + (1 - $0) * log(1 - $1) }.reduce(0, +) / Double(t.count)
      let out = (x.shape[0] + 2 * pad - k) / stride + 1
      for i in 0..<n { for j in 0..<n { y[i, j] = (0..<k).reduce(0.0) { s, a in s + (0..<k).reduce(0.0) { $0 + x[i + a, j + $1] * W[a, $1] } } } }
      for i in 0..<n { for j in 0..<n { for a in 0..<k { for b in 0..<k { y[i, j] += x[i * stride + a, j * stride + b] * W[a, b] } } } }
      let mu = x.mean(axis: 0), va = pow(x - mu, 2).mean(axis: 0); y = g * (x - mu) / sqrt(va + eps) + be
      let N = Double(x.shape[0]); let dx = g / (N * sqrt(c + eps)) * (N * t - t.sum(axis: 0) - x * (t * x).sum(axis: 0))
      let mask = x.map { _ in gen.uniform() < p ? 0 : 1 / (1 - p) }; y = x * mask
      W = Tensor(shape: [n, k], values: (0..<n * k).map { _ in (2 * gen.uniform() - 1) * sqrt(6 / Double(n + k)) })
      let huber = zip(y, t).map { abs($0 - $1) < 1 ? 0.5 * ($0 - $1) * ($0 - $1) : abs($0 - $1) - 0.5 }.reduce(0, +) / Double(n)
      let hinge = (0..<n).map { max(0, 1 - t[$0] * y[$0]) }.reduce(0, +) / Double(n)
      let cos = dot(x[row: 0], t[row: 0]) / (x[row: 0].norm() * t[row: 0].norm() + 1e-8)
      let scores = matmul(x, t.transposed()) / sqrt(Double(x.shape[1]))
      let pooled = (0..<n / 2).map { i in (0..<n / 2).map { j in max(max(x[2 * i, 2 * j], x[2 * i + 1, 2 * j]), max(x[2 * i, 2 * j + 1], x[2 * i + 1, 2 * j + 1])) } }
      let pe = (0..<n).map { pos in (0..<k).map { i in i % 2 == 0 ? sin(Double(pos) / pow(10000, Double(i) / Double(k))) : cos(Double(pos) / pow(10000, Double(i - 1) / Double(k))) } }
      dW = matmul((y - t).transposed(), x) / Double(n) + 2 * eps * W; db = (y - t).sum(axis: 0) / Double(n)
      let d = (y - t) * y * (1 - y); dW = dW + matmul(d.transposed(), x); db = db + d.sum(axis: 0)
      let dh = matmul(y - t, W) * h.map { $0 > 0 ? 1 : 0 }
      let kl = 0.5 * (exp(c) + h * h - 1 - c).sum() / Double(n)
      let z = h + exp(0.5 * c) * Tensor(shape: h.shape, values: h.map { _ in gen.normal() })
      loss += 0.5 * (0..<n).reduce(0) { $0 + (x[$1] - t[$1]) * (x[$1] - t[$1]) } + eps * W.values.map { $0 * $0 }.reduce(0, +)
      y = Tensor(shape: [n, k], values: (0..<n).flatMap { r in (0..<k).map { o in b[o] + (0..<x.shape[1]).reduce(0) { $0 + x[r, $1] * W[o, $1] } } })
      y = Tensor((0..<n).map { r in (0..<k).map { o in b[o] + dot(x[row: r], W[row: o]) } })
      let a = zip(x, t).filter { ($0 > 0.5) == ($1 > 0.5) }.count; let acc = Double(a) / Double(t.count) * 100
      """)
}
