// The part of a MongoDB database that activitypub-express uses, in memory: its own store runs over it unchanged, so that
// the tests need no database server.
import { randomBytes } from 'node:crypto'
import { Aggregator, Query, updateMany } from 'mingo'
import { ObjectId } from 'mongodb'

const copy = value => structuredClone(value)

class Taken extends Error {
  name = 'MongoServerError'
  code = 11000
}

class Found {
  constructor (documents) {
    this.documents = documents
  }

  limit (most) {
    return new Found(this.documents.slice(0, most))
  }

  project (projection) {
    return new Found(new Query({}).find(this.documents.map(copy), projection).all())
  }

  async next () {
    return this.documents.length ? copy(this.documents[0]) : null
  }
}

class Collection {
  documents = []
  unique = []

  constructor (database) {
    this.database = database
  }

  async createIndex (keys, { unique } = {}) {
    if (unique) this.unique.push(Object.keys(keys)[0])
  }

  #matching (filter) {
    const query = new Query(filter)
    return this.documents.filter(each => query.test(each))
  }

  #shown (documents, { sort, projection } = {}) {
    let cursor = new Query({}).find(documents.map(copy), projection)
    if (sort) cursor = cursor.sort(sort)
    return cursor.all()
  }

  async insertOne (document) {
    for (const key of this.unique) {
      if (this.documents.some(each => each[key] === document[key])) throw new Taken(`${key} is taken`)
    }
    this.documents.push({ _id: new ObjectId(randomBytes(12).toString('hex')).toHexString(), ...copy(document) })
    return { acknowledged: true }
  }

  async insertMany (documents) {
    for (const each of documents) await this.insertOne(each)
  }

  find (filter) {
    return new Found(this.#matching(filter))
  }

  async findOne (filter, options) {
    return this.#shown(this.#matching(filter), options)[0] ?? null
  }

  async findOneAndDelete (filter, { sort } = {}) {
    const [first] = this.#shown(this.#matching(filter), { sort })
    if (!first) return { value: null }
    this.documents = this.documents.filter(each => each._id !== first._id)
    delete first._id
    return { value: first }
  }

  async findOneAndReplace (filter, document, { upsert } = {}) {
    return this.replaceOne(filter, document, { upsert })
  }

  async findOneAndUpdate (filter, change, options) {
    const found = this.#matching(filter).slice(0, 1)
    updateMany(found, {}, change, { cloneMode: 'deep' })
    return { ok: 1, value: this.#shown(found, options)[0] ?? null }
  }

  async replaceOne (filter, document, { upsert } = {}) {
    const [old] = this.#matching(filter)
    if (old) {
      this.documents[this.documents.indexOf(old)] = { ...copy(document), _id: old._id }
      return { modifiedCount: 1 }
    }
    if (upsert) await this.insertOne(document)
    return { modifiedCount: 0 }
  }

  async updateMany (filter, change, { arrayFilters } = {}) {
    updateMany(this.#matching(filter), {}, change, { arrayFilters, cloneMode: 'deep' })
  }

  async deleteMany (filter) {
    const gone = new Set(this.#matching(filter))
    this.documents = this.documents.filter(each => !gone.has(each))
  }

  async countDocuments (filter) {
    return this.#matching(filter).length
  }

  // On copies, since a projection takes parts out of what it is given.
  aggregate (pipeline) {
    const collectionResolver = name => this.database.collection(name).documents.map(copy)
    return { toArray: async () => new Aggregator(pipeline, { collectionResolver }).run(this.documents.map(copy)) }
  }
}

export class Memory {
  #collections = new Map()

  collection (name) {
    if (!this.#collections.has(name)) this.#collections.set(name, new Collection(this))
    return this.#collections.get(name)
  }
}
