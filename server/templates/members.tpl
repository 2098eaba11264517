{{%AUTOESCAPE context="HTML"}}<h1>Members</h1>
<form method="get" action="/members">
<label for="expertise">Who knows about</label>
<div class="row"><input id="expertise" name="expertise" value="{{EXPERTISE_WANTED}}" maxlength="60" placeholder="fractions">
<button>Find</button></div>
</form>
{{#CONSTITUENCY}}<section>
<h2>{{CONSTITUENCY_NAME}}</h2>
<ul class="cards">
{{#MEMBER}}<li class="card"><h3><a href="/u/{{ACCOUNT}}">{{DISPLAY}}</a></h3>
<p class="quiet person">{{BELONGING}}{{#ROLES}} · {{WORDS}}{{/ROLES}}</p>
<div class="row">{{#EXPERTISE}}<span class="badge">{{WORDS}}</span>{{/EXPERTISE}}{{#REVIEWS}}<span class="badge good">Reviews up to {{COUNT}} a term</span>{{/REVIEWS}}{{#MENTOR}}<span class="badge good">Mentor</span>{{/MENTOR}}</div></li>{{/MEMBER}}
</ul>
</section>{{/CONSTITUENCY}}
{{#NOBODY}}<p class="empty">Nobody is in the list yet. Members put themselves in it in their <a href="/settings/profile">profile</a>.</p>{{/NOBODY}}
{{#NOT_FOUND}}<p class="empty">Nobody in the list names that. Try another word for it.</p>{{/NOT_FOUND}}
