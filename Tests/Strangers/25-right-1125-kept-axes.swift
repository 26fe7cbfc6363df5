import GradusKit

extension Tensor {
  fileprivate func featureMean() -> Tensor { mean(axis: 2, keepDims: true) }
  fileprivate func overPlaces() -> Tensor { sum(axis: 0).sum(axis: 0) }
}

struct LayerNormalisation: Layer {
  @Setting var epsilon = 1e-5
  var gamma = Tensor(0)
  var beta = Tensor(0)
  var mean: Tensor { center.sum(axis: 2) }
  var variance: Tensor { spread.sum(axis: 2) }
  var xHat: Tensor { centred / deviation }
  var dgamma = Tensor(0)
  var dbeta = Tensor(0)

  private var center = Tensor(0)
  private var centred = Tensor(0)
  private var spread = Tensor(0)
  private var deviation: Tensor { sqrt(spread + epsilon) }

  mutating func forward(_ x: Tensor) -> Tensor {
    center = x.featureMean()
    centred = x - center
    spread = (centred * centred).featureMean()
    return xHat * gamma + beta
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let hats = xHat
    dgamma = (dy * hats).overPlaces()
    dbeta = dy.overPlaces()
    let d = dy * gamma
    let both = d.featureMean() + hats * (d * hats).featureMean()
    return (d - both) / deviation
  }
}
