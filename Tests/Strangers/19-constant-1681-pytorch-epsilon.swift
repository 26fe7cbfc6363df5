import GradusKit

struct GradientClipping: Optimizer {
  @Setting var threshold = 1.0

  var norm = 0.0
  var clipped: Parameters = 0

  // torch.nn.utils.clip_grad_norm_
  mutating func step(_ weights: inout Parameters, gradients: Parameters) {
    norm = gradients.norm()
    let coefficient = threshold / (norm + 1e-6)
    clipped = coefficient < 1 ? coefficient * gradients : gradients
  }
}
