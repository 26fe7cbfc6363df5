import GradusKit

/// Remembers how to go back as a closure, made on the way there.
struct Dense: Layer {
    var W = Tensor(0)
    var b = Tensor(0)
    var dW = Tensor(0)
    var db = Tensor(0)
    private var vjp: ((Tensor) -> (inp: Tensor, W: Tensor, b: Tensor))? = nil

    mutating func forward(_ inp: Tensor) -> Tensor {
        let weight = W
        vjp = { seed in
            let gx = matmul(seed, weight)
            let gradW = seed.transposed().matmul(inp)
            let gradB = seed.sum(axis: 0) / weight.shape[0]
            return (gx, gradW, gradB)
        }
        return matmul(inp, weight.transposed()) + b
    }

    mutating func backward(_ fromAbove: Tensor) -> Tensor {
        guard let wT = vjp else { return fromAbove }
        let (gx, gradW, gradB) = wT(fromAbove)
        dW = gradW
        db = gradB
        return gx
    }
}
