"""Writes the files beside it. Run with PyTorch 1.13: python3 make.py"""

import json
import struct

import torch
from torch import nn


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 3, 5, padding=2)
        self.conv2 = nn.Conv2d(3, 4, 5)
        self.fc1 = nn.Linear(4, 12)
        self.fc2 = nn.Linear(12, 2)

    def forward(self, x):
        x = torch.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = torch.max_pool2d(torch.relu(self.conv2(x)), 2)
        return self.fc2(torch.relu(self.fc1(x.flatten(1))))


class Gru(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(12, 5, batch_first=True)
        self.fc = nn.Linear(5, 2)

    def forward(self, x):
        return self.fc(self.rnn(x[:, 0])[0][:, -1])


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(144, 6)
        self.bn1 = nn.BatchNorm1d(6)
        self.fc2 = nn.Linear(6, 2)

    def forward(self, x):
        return self.fc2(torch.relu(self.bn1(self.fc1(x.flatten(1)))))


def safetensors(tensors, name):
    names = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}
    header, data = {}, b""
    for key, tensor in tensors.items():
        raw = bytes(tensor.contiguous().clone().storage().untyped().tolist())
        header[key] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape),
                       "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(name, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


# one image of 12 x 12 in twenty, as CSV cannot say its shape: files of IDX
pixels = torch.randint(0, 256, (20, 12, 12), generator=torch.Generator().manual_seed(3)).to(torch.uint8)
labels = torch.tensor([i % 2 for i in range(20)], dtype=torch.uint8)
for part in ("train", "t10k"):
    with open(f"{part}-images-idx3-ubyte", "wb") as out:
        out.write(struct.pack(">4i", 0x803, 20, 12, 12) + bytes(pixels.flatten().tolist()))
    with open(f"{part}-labels-idx1-ubyte", "wb") as out:
        out.write(struct.pack(">2i", 0x801, 20) + bytes(labels.tolist()))
x = (pixels.float() / 255).unsqueeze(1)

logits = {}
for name, make in (("mlp", Mlp), ("lenet", LeNet), ("gru", Gru)):
    torch.manual_seed(1)
    model = make()
    for _ in range(3):
        model(x)
    for short, dtype in (("float32", torch.float32), ("float16", torch.float16), ("bfloat16", torch.bfloat16)):
        state = {k: v.to(dtype) if v.is_floating_point() else v for k, v in model.state_dict().items()}
        torch.save(state, f"{name}-{short}.pt")
        torch.save({"epoch": 3, "model": {"module." + k: v for k, v in state.items()}}, f"{name}-{short}.ckpt")
        safetensors(state, f"{name}-{short}.safetensors")
        model.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in state.items()})
        logits[f"{name}-{short}"] = [[round(v, 7) for v in row] for row in model.eval()(x).tolist()]
        model.train()
with open("logits.json", "w") as out:
    json.dump(logits, out, indent=1)
