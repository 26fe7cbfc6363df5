import GradusKit

struct Dense: Layer {
    var W = Tensor(0)
    var b = Tensor(0)
    var dW = Tensor(0)
    var db = Tensor(0)
    private var pullback: ((Tensor) -> (inp: Tensor, W: Tensor, b: Tensor))? = nil

    mutating func backward(_ dy: Tensor) -> Tensor {
        guard let back = pullback else { return dy }
        let (gx, gw, gb) = back(dy)
        dW = gw
        db = gb
        return gx
    }

    mutating func forward(_ inp: Tensor) -> Tensor {
        let weight = W
        pullback = { up in
            let gx = up.matmul(weight)
            let gw = up.transposed().matmul(inp) + 0.01 * weight
            let gb = up.sum(axis: 0)
            return (gx, gw, gb)
        }
        return inp.matmul(weight.transposed()) + b
    }
}
