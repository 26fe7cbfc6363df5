import GradusKit

struct VariationalAutoencoder: Trainer {
  @Setting var learningRate = 0.01
  var mean = Tensor(0)
  var logVariance = Tensor(0)
  var code = Tensor(0)
  var reconstruction = 0.0
  var divergence = 0.0
  var loss = 0.0
  var gradients: Parameters = 0

  func linear(_ x: Tensor, _ W: Tensor, _ b: Tensor) -> Tensor { x.matmul(W.transposed()) + b }

  mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
    let x = data["x"], N = Double(data["x"].shape[0])
    for step in 1...data.steps {
      let w = weights
      let noise = data["noise", step: step]
      // encoder
      let h = tanh(linear(x, w["W1"], w["b1"]))
      mean = linear(h, w["Wm"], w["bm"])
      logVariance = linear(h, w["Ws"], w["bs"])
      let sigma = exp(logVariance / 2)
      code = mean + sigma * noise
      // decoder
      let z2 = linear(code, w["W2"], w["b2"])
      let softplus = max(z2, 0) + log1p(exp(-abs(z2)))
      reconstruction = (softplus - x * z2).sum()
      divergence = 0.5 * (pow(mean, 2) + exp(logVariance) - logVariance - 1).sum()
      loss = (reconstruction + divergence) / N

      var g = Parameters.zeros(like: w)
      let dz2 = (sigmoid(z2) - x) / N
      g["W2"] = dz2.transposed().matmul(code)
      g["b2"] = dz2.sum(axis: 0)
      let dcode = dz2.matmul(w["W2"])
      // code = mean + ..., so the mean has the same gradient
      g["Wm"] = dcode.transposed().matmul(h)
      g["bm"] = dcode.sum(axis: 0)
      let dS = dcode * noise * sigma / 2 + (exp(logVariance) - 1) / (2 * N)
      g["Ws"] = dS.transposed().matmul(h)
      g["bs"] = dS.sum(axis: 0)
      let dz1 = (dcode.matmul(w["Wm"]) + dS.matmul(w["Ws"])) * (1 - h * h)
      g["W1"] = dz1.transposed().matmul(x)
      g["b1"] = dz1.sum(axis: 0)
      gradients = g
      weights = w - learningRate * g
      report(self, weights)
    }
  }
}
