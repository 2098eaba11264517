{{%AUTOESCAPE context="HTML"}}<h1>{{HEADING}}</h1>
<p class="lead">You can use Markdown: *emphasis*, lists, links. Nobody else sees a draft until you publish it. <a href="/guides/mine">Your guides and drafts</a></p>
{{#SAVED}}<p class="notice" role="status">The draft is kept. You find it among your guides and drafts.</p>{{/SAVED}}
{{#CONFLICTS}}<section class="notice" role="alert" data-unsent><h2>The guide has changed while you wrote</h2>
<p>These parts were changed in another way as well. Both texts stand in them below, between lines of signs like &lt;&lt;&lt;&lt;&lt;&lt;&lt; and &gt;&gt;&gt;&gt;&gt;&gt;&gt;. Make one text of the two, take the signs out, and publish again.</p>
<ul>{{#CONFLICT}}<li>{{HEADING}}</li>{{/CONFLICT}}</ul></section>{{/CONFLICTS}}
{{#ORIGIN}}<p class="quiet">{{HOW}} <a href="{{ADDRESS}}">{{SOURCE_TITLE}}</a></p>{{/ORIGIN}}
{{>PREVIEW}}
<form method="post" action="{{PATH}}">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{>WRITING_TOOLS}}
{{#PLACE}}<label for="community">Community</label>
{{#COMMUNITY_PROBLEM}}<p class="problem" id="community-problem">{{WORDS}}</p>{{/COMMUNITY_PROBLEM}}
<select id="community" name="community" aria-describedby="community-problem"{{#COMMUNITY_PROBLEM}} aria-invalid="true"{{/COMMUNITY_PROBLEM}}><option value="">Not chosen yet</option>
{{#COMMUNITY_CHOICE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/COMMUNITY_CHOICE}}</select>
{{>AUDIENCES}}{{/PLACE}}
{{>AUDIENCE}}
{{>PARTS}}
{{>REST}}
<label for="state">Once it is published</label>
<select id="state" name="state">{{#STATE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{LABEL}}</option>{{/STATE}}</select>
<div class="row"><button class="second" name="act" value="save">Keep it as a draft</button>
<button class="second" name="act" value="preview">Preview</button>
<button name="act" value="publish">Publish it</button></div>
</form>
{{#MAY_DROP}}<form method="post" action="{{DROP_PATH}}"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain danger">Drop this draft</button></form>{{/MAY_DROP}}
